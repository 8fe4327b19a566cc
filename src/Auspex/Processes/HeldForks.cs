namespace Auspex.Processes;

/// <summary>
/// Forks of which it is not known yet whether they made a process: by the number they returned, by caller, and by age. Nothing is
/// allocated for each, since the facts themselves are the links.
/// </summary>
internal sealed class HeldForks
{
    private readonly FactIndex byChild = new();
    private readonly Dictionary<int, (ProcessFact First, ProcessFact Last)> byCaller = [];
    private readonly Queue<(ProcessFact Fork, long Until)> ages = new();

    /// <summary>Those that still wait to be matched, by the number they returned.</summary>
    internal FactIndex ByChild => byChild;

    /// <summary>How many are kept: those matched before their time is over included.</summary>
    internal int Kept => ages.Count;

    /// <summary>The oldest unmatched fork of <paramref name="caller"/>, or null; follow <see cref="ProcessFact.NewerOfCaller"/>.</summary>
    internal ProcessFact? OldestOf(int caller) => byCaller.TryGetValue(caller, out var list) ? list.First : null;

    internal void Add(ProcessFact fork, long until)
    {
        byChild.Add(fork.Child, fork);
        ages.Enqueue((fork, until));
        fork.NewerOfCaller = null;
        fork.OlderOfCaller = byCaller.TryGetValue(fork.Pid, out var list) ? list.Last : null;
        if (fork.OlderOfCaller is { } last) last.NewerOfCaller = fork;
        byCaller[fork.Pid] = (list.First ?? fork, fork);
    }

    /// <summary>Takes a fork out: it was matched, or never will be. Its age goes on until <see cref="TakeOldest"/>.</summary>
    /// <returns>False when it was out already.</returns>
    internal bool Remove(ProcessFact fork)
    {
        if (!byChild.Remove(fork.Child, fork)) return false;
        var list = byCaller[fork.Pid];
        if (fork.OlderOfCaller is { } older) older.NewerOfCaller = fork.NewerOfCaller;
        else list.First = fork.NewerOfCaller!;
        if (fork.NewerOfCaller is { } newer) newer.OlderOfCaller = fork.OlderOfCaller;
        else list.Last = fork.OlderOfCaller!;
        if (list.First is null) byCaller.Remove(fork.Pid);
        else byCaller[fork.Pid] = list;
        fork.OlderOfCaller = fork.NewerOfCaller = null;
        return true;
    }

    /// <summary>True when the time of the oldest, matched or not, is over at <paramref name="clock"/>.</summary>
    internal bool IsOldestOver(long clock) => ages.TryPeek(out var oldest) && oldest.Until <= clock;

    /// <summary>Takes the oldest out of the ages, matched or not.</summary>
    internal ProcessFact TakeOldest() => ages.Dequeue().Fork;
}
