namespace Auspex.Processes;

/// <content>Births in another pid namespace, where a fork returns a number that nobody outside knows.</content>
internal sealed partial class Lifecycle
{
    private const int MaxSiblingLooks = 2000;

    private readonly HashSet<int> siblings = [];

    /// <summary>
    /// A process of unknown birth is matched with the oldest fork of its parent whose child was never seen, elder siblings aside; one by
    /// clone3, which may have made a thread, only as the last resort.
    /// </summary>
    private ProcessFact? ForkInOtherNamespace(ProcessFact fact, bool isLastResort)
    {
        var fork = candidates.OldestOf(fact.ParentPid);
        if (fork is null || FindLast(fact.ParentPid) is not { } parent) return null;
        if (!options.IsLive && !parent.IsInNestedNamespace) return null;
        ProcessFact? last = null;
        for (var elders = CountElders(fact); fork is not null; fork = fork.NewerOfCaller)
        {
            if (!IsNotAfterAll(fork, fact) || !IsNotAfterAll(fork, orphans.First(fact.Pid))) continue;
            var mayBeThread = fork.CloneFlags is null && !isLastResort && !parent.IsInNestedNamespace;
            if (!mayBeThread) last = fork;
            if (elders-- > 0 || mayBeThread) continue;
            return fork;
        }

        return isLastResort ? last : null; // its own fork may still come: vfork's is told after the child's exec or exit
    }

    /// <summary>
    /// How many children of the same parent, whose births are not known either, were made before: numbers are given out in their order,
    /// and what tells of those children waits for its turn or for its fork. Accounting tells late of one that a signal killed.
    /// </summary>
    private int CountElders(ProcessFact fact)
    {
        siblings.Clear();
        AddElders(freshDeaths, fact);
        AddElders(waitingDeaths, fact);
        AddElders(waiting, fact);
        foreach (var (pid, _) in orphanAges)
        {
            if (orphans.First(pid) is { } held) AddElder(held, fact);
        }

        return siblings.Count;
    }

    private void AddElders(Queue<ProcessFact> queue, ProcessFact fact)
    {
        var looks = MaxSiblingLooks;
        foreach (var other in queue)
        {
            if (looks-- == 0) break;
            if (!other.IsApplied) AddElder(other, fact);
        }
    }

    private void AddElder(ProcessFact other, ProcessFact fact)
    {
        if (other.ParentPid == fact.ParentPid && other.Pid < fact.Pid && Table.Find(other.Pid) is null) siblings.Add(other.Pid);
    }
}
