using System.Text;
using Auspex.Records;

namespace Auspex.Search.Gaps;

/// <summary>The serials of one node, boot after boot.</summary>
internal sealed class SerialLine
{
    /// <summary>A serial this much lower than the highest is another boot's.</summary>
    private const int MaxBehind = 4096;

    /// <summary>How much later than its neighbours an event may come and still fill a hole: longer than system calls take.</summary>
    private const long MaxLateMilliseconds = 600_000;

    private readonly GapFinder finder;
    private readonly byte[]? node;
    private readonly List<Hole> holes = []; // of this boot, ascending
    private long highest = -1; // serials are counted on beyond 2^32
    private long highestTime;
    private bool hasDaemonStarted;
    private bool mayBoot;
    private ulong lostBefore;
    private long lostTime;

    public SerialLine(GapFinder finder, byte[]? node)
    {
        this.finder = finder;
        this.node = node;
    }

    /// <summary>True when <paramref name="e"/> is of this node.</summary>
    public bool Is(LogEvent e) => node is null ? !e.HasNode : e.HasNode && e.Node.SequenceEqual(node);

    /// <summary>auditd starts: what comes next may be of another boot.</summary>
    public void DaemonStarts() => hasDaemonStarted = mayBoot = true;

    /// <summary>The machine has booted: the jump behind the daemon's start was no hole.</summary>
    public void Boots()
    {
        var jump = mayBoot ? holes.FindLastIndex(static h => h.IsOverStart) : -1;
        if (jump >= 0) holes.RemoveAt(jump);
        mayBoot = false;
    }

    /// <summary>Takes in one event.</summary>
    public void Add(EventStamp stamp)
    {
        var isOverStart = hasDaemonStarted;
        hasDaemonStarted = false;
        if (highest < 0)
        {
            Begin(stamp);
            return;
        }

        var serial = highest + (int)((uint)stamp.Serial - (uint)highest);
        if (serial > highest)
        {
            if (serial > highest + 1) Open(highest + 1, serial - 1, stamp.Milliseconds, isOverStart);
            (highest, highestTime) = (serial, stamp.Milliseconds);
        }
        else if (!TryFill(serial, stamp.Milliseconds) && (isOverStart || serial < highest - MaxBehind))
        {
            End();
            Begin(stamp);
        }
    }

    /// <summary>The kernel tells how many records it has lost since boot, or since the counter was reset.</summary>
    public void Lost(long milliseconds, ulong lost, bool isReset)
    {
        if (lost > lostBefore)
        {
            finder.Report(new EventGap(GapReason.LostCounter, Name, 0, 0, (long)(lost - lostBefore), lostTime, milliseconds));
        }

        lostBefore = isReset ? 0 : lost;
        lostTime = milliseconds;
    }

    /// <summary>Nothing comes that could fill what is open.</summary>
    public void End()
    {
        foreach (var hole in holes) Report(hole);
        holes.Clear();
    }

    private string? Name => node is null ? null : Encoding.UTF8.GetString(node);

    private void Begin(EventStamp stamp)
    {
        (highest, highestTime) = ((uint)stamp.Serial, stamp.Milliseconds);
        lostBefore = 0;
        lostTime = stamp.Milliseconds;
    }

    private void Open(long first, long last, long milliseconds, bool isOverStart)
    {
        if (holes.Count >= MaxBehind)
        {
            Report(holes[0]);
            holes.RemoveAt(0);
        }

        holes.Add(new Hole(first, last, highestTime, milliseconds, isOverStart));
    }

    /// <summary>Takes <paramref name="serial"/> out of the hole it lies in.</summary>
    private bool TryFill(long serial, long milliseconds)
    {
        var (low, high) = (0, holes.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var hole = holes[middle];
            if (serial < hole.First)
            {
                high = middle - 1;
            }
            else if (serial > hole.Last)
            {
                low = middle + 1;
            }
            else
            {
                if (Math.Abs(milliseconds - hole.Before) > MaxLateMilliseconds) return false;
                holes.RemoveAt(middle);
                if (serial < hole.Last) holes.Insert(middle, hole with { First = serial + 1 });
                if (serial > hole.First) holes.Insert(middle, hole with { Last = serial - 1 });
                return true;
            }
        }

        return false;
    }

    private void Report(in Hole hole) => finder.Report(new EventGap(
        hole.IsOverStart ? GapReason.DaemonStart : GapReason.Serials,
        Name, (uint)hole.First, (uint)hole.Last, hole.Last - hole.First + 1, hole.After, hole.Before));

    private readonly record struct Hole(long First, long Last, long After, long Before, bool IsOverStart);
}
