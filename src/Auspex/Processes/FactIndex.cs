namespace Auspex.Processes;

/// <summary>Waiting facts by number, first come first, without an allocation each: the facts themselves are the links.</summary>
internal sealed class FactIndex
{
    private readonly Dictionary<int, (ProcessFact First, ProcessFact Last)> lists = [];

    /// <summary>The number of facts in the index.</summary>
    internal int Count { get; private set; }

    internal void Add(int number, ProcessFact fact)
    {
        Count++;
        fact.Next = null;
        if (!lists.TryGetValue(number, out var list))
        {
            lists[number] = (fact, fact);
            return;
        }

        list.Last.Next = fact;
        lists[number] = (list.First, fact);
    }

    /// <summary>The first fact of <paramref name="number"/>, or null; follow <see cref="ProcessFact.Next"/> for the others.</summary>
    internal ProcessFact? First(int number) => lists.TryGetValue(number, out var list) ? list.First : null;

    /// <summary>Takes <paramref name="fact"/> out.</summary>
    /// <returns>False when it is not there.</returns>
    internal bool Remove(int number, ProcessFact fact)
    {
        if (!lists.TryGetValue(number, out var list)) return false;
        ProcessFact? before = null;
        for (var f = list.First; f is not null; before = f, f = f.Next)
        {
            if (!ReferenceEquals(f, fact)) continue;
            Count--;
            if (before is not null) before.Next = f.Next;
            if (ReferenceEquals(list.First, list.Last)) lists.Remove(number);
            else lists[number] = (before is null ? f.Next! : list.First, ReferenceEquals(list.Last, f) ? before! : list.Last);
            f.Next = null;
            return true;
        }

        return false;
    }

    /// <summary>Takes out all facts of <paramref name="number"/>, and returns the first, linked to the others.</summary>
    internal ProcessFact? RemoveAll(int number)
    {
        if (!lists.Remove(number, out var list)) return null;
        for (var f = list.First; f is not null; f = f.Next) Count--;
        return list.First;
    }
}
