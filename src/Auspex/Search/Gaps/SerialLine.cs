using System.Text;
using Auspex.Records;

namespace Auspex.Search.Gaps;

/// <summary>The serials of one node, boot after boot.</summary>
/// <remarks>
/// A serial below the highest fills a hole, or is of an event that was known already (its call said something when it began, and the rest
/// when it ended), or of another boot. How old its stamp is says nothing (<see cref="StampSpan"/>). Another boot it is where auditd has
/// started meanwhile, or far more serials lie between than calls can be open, and the time is past all that was met; or where so many
/// follow each other (the clock was behind after the boot).
/// </remarks>
internal sealed class SerialLine
{
    /// <summary>A serial this much lower than the highest is another boot's.</summary>
    private const int MaxBehind = 4096;

    /// <summary>So many events in a row, their serials rising below the highest, are another boot's.</summary>
    private const int MaxInARow = 16;

    private readonly GapFinder finder;
    private readonly byte[]? node;
    private readonly string? name;
    private readonly List<Hole> holes = []; // of this boot, ascending
    private long highest = -1; // serials are counted on beyond 2^32
    private readonly List<EventStamp> behind = []; // in a row, rising: perhaps another boot's
    private StampSpan stamps = new(); // of this boot
    private bool hasDaemonStarted; // since the highest serial
    private bool mayBoot;
    private ulong lostBefore;
    private long lostTime;

    public SerialLine(GapFinder finder, byte[]? node)
    {
        this.finder = finder;
        this.node = node;
        name = node is null ? null : Encoding.UTF8.GetString(node);
    }

    /// <summary>True when <paramref name="e"/> is of this node.</summary>
    public bool Is(LogEvent e) => node is null ? !e.HasNode : e.HasNode && e.Node.SequenceEqual(node);

    /// <summary>auditd starts: what comes next may be of another boot.</summary>
    public void DaemonStarts() => hasDaemonStarted = mayBoot = true;

    /// <summary>The machine has booted: the jump behind the daemon's start was no hole.</summary>
    public void Boots()
    {
        var jump = mayBoot ? holes.FindLastIndex(static h => h.IsOverStart) : -1;
        if (jump >= 0) RemoveAt(jump);
        mayBoot = false;
    }

    /// <summary>Takes in one event.</summary>
    public void Add(EventStamp stamp)
    {
        if (highest < 0)
        {
            Begin(stamp);
            return;
        }

        var serial = highest + (int)((uint)stamp.Serial - (uint)highest);
        if (serial > highest)
        {
            Rise(serial, stamp.Milliseconds);
            return;
        }

        var hole = HoleOf(serial);
        var mayBeOtherBoot = serial < highest && (hasDaemonStarted || serial < highest - MaxBehind);
        if (mayBeOtherBoot && stamp.Milliseconds > (hole < 0 ? stamps.Latest : holes[hole].Before)) Restart([stamp]);
        else if (hole >= 0) Fill(hole, serial);
        else if (mayBeOtherBoot) AddBehind(stamp);
    }

    /// <summary>The kernel tells how many records it has lost since boot, or since the counter was reset.</summary>
    public void Lost(long milliseconds, ulong lost, bool isReset)
    {
        if (lost > lostBefore)
        {
            finder.Report(new EventGap(GapReason.LostCounter, name, 0, 0, (long)(lost - lostBefore), lostTime, milliseconds));
        }

        lostBefore = isReset ? 0 : lost;
        lostTime = milliseconds;
    }

    /// <summary>Nothing comes that could fill what is open.</summary>
    public void End()
    {
        foreach (var hole in holes) Report(hole);
        finder.Holes -= holes.Count;
        holes.Clear();
        holes.TrimExcess();
    }

    private void Begin(EventStamp stamp)
    {
        highest = (uint)stamp.Serial;
        hasDaemonStarted = false;
        stamps = new StampSpan();
        stamps.Add(stamp.Milliseconds);
        behind.Clear();
        lostBefore = 0;
        lostTime = stamp.Milliseconds;
    }

    /// <summary>Counting starts again with <paramref name="first"/>, which follow each other.</summary>
    private void Restart(ReadOnlySpan<EventStamp> first)
    {
        End();
        Begin(first[0]);
        foreach (var stamp in first[1..]) Add(stamp);
    }

    private void Rise(long serial, long milliseconds)
    {
        var after = stamps.Latest;
        stamps.Add(milliseconds);
        if (serial > highest + 1) Open(highest + 1, serial - 1, after);
        highest = serial;
        hasDaemonStarted = false;
        behind.Clear();
    }

    private void AddBehind(EventStamp stamp)
    {
        if (behind.Count > 0 && (int)((uint)stamp.Serial - (uint)behind[^1].Serial) <= 0) behind.Clear();
        behind.Add(stamp);
        if (behind.Count >= MaxInARow) Restart([.. behind]);
    }

    private void Open(long first, long last, long after)
    {
        if (holes.Count > 0 && (holes.Count >= MaxBehind || finder.Holes >= GapFinder.MaxHoles))
        {
            Report(holes[0]);
            RemoveAt(0);
        }

        Insert(holes.Count, new Hole(first, last, after, stamps.Latest, hasDaemonStarted));
    }

    /// <summary>The hole that <paramref name="serial"/> lies in, or -1.</summary>
    private int HoleOf(long serial)
    {
        var (low, high) = (0, holes.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (serial < holes[middle].First) high = middle - 1;
            else if (serial > holes[middle].Last) low = middle + 1;
            else return middle;
        }

        return -1;
    }

    /// <summary>Takes <paramref name="serial"/> out of the hole it lies in.</summary>
    private void Fill(int index, long serial)
    {
        var hole = holes[index];
        RemoveAt(index);
        if (serial < hole.Last) Insert(index, hole with { First = serial + 1 });
        if (serial > hole.First) Insert(index, hole with { Last = serial - 1 });
    }

    private void Insert(int index, in Hole hole)
    {
        holes.Insert(index, hole);
        finder.Holes++;
    }

    private void RemoveAt(int index)
    {
        holes.RemoveAt(index);
        finder.Holes--;
    }

    private void Report(in Hole hole) => finder.Report(new EventGap(
        hole.IsOverStart ? GapReason.DaemonStart : GapReason.Serials,
        name, (uint)hole.First, (uint)hole.Last, hole.Last - hole.First + 1, hole.After, hole.Before));

    /// <summary>Serials that are missing up to now.</summary>
    /// <param name="First">The first one.</param>
    /// <param name="Last">The last one.</param>
    /// <param name="After">The latest time that was met before it opened.</param>
    /// <param name="Before">The same with the event that opened it.</param>
    /// <param name="IsOverStart">True when auditd started meanwhile.</param>
    private readonly record struct Hole(long First, long Last, long After, long Before, bool IsOverStart);
}
