using System.Text;
using Auspex.Events;
using Auspex.Tables;

namespace Auspex.Search.Gaps;

/// <summary>Finds what is missing from a log: give it all events in their order, then <see cref="End"/>.</summary>
/// <remarks>
/// The kernel numbers its events without holes. Holes that later events fill are none: a system call is stamped when it begins and
/// numbered when it first has something to say. auditd numbers its own events (1200 to 1299) otherwise; they are left out. A kernel that
/// drops records before it numbers them counts them: <c>lost=0 old=7</c> when the counter is reset, <c>audit_lost=7</c> in what it prints.
/// Every node is looked at for itself. Source: kernel/audit.c (audit_serial, audit_log_lost).
/// </remarks>
internal sealed class GapFinder : IEventVisitor
{
    /// <summary>Nodes that are told apart; events of further ones are only counted.</summary>
    public const int MaxNodes = 4096;

    /// <summary>Gaps that are listed; further ones are only counted.</summary>
    public const int MaxGaps = 1 << 18;

    /// <summary>Holes that may still be filled, of all nodes; beyond, a node's oldest is taken for a gap.</summary>
    internal const int MaxHoles = 1 << 19;

    private readonly Dictionary<string, SerialLine> nodes = new(StringComparer.Ordinal);
    private readonly List<EventGap> found = [];
    private readonly List<(string? Node, LossRecord Loss)> told = [];
    private SerialLine? last;

    /// <summary>The gaps, node by node in the order in which the nodes came, after <see cref="End"/>.</summary>
    public IReadOnlyList<EventGap> Found => found;

    /// <summary>Gaps beyond <see cref="MaxGaps"/>.</summary>
    public long Unlisted { get; private set; }

    /// <summary>Events of nodes beyond <see cref="MaxNodes"/>.</summary>
    public long Unwatched { get; private set; }

    /// <summary>Events that were looked at.</summary>
    public long Events { get; private set; }

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        Events++;
        if (LineOf(e) is not { } line)
        {
            Unwatched++;
            return true;
        }

        if ((int)e.FirstType is >= 1200 and <= 1299)
        {
            if (e.FirstType == RecordType.DaemonStart) line.DaemonStarts();
            if (e.FirstType == RecordType.DaemonErr && LossRecord.TryRead(e.View(0), out var loss, out var cause)) ReportTold(e, loss, cause);
        }
        else
        {
            line.Add(e.Stamp);
            if (e.FirstType == RecordType.SystemBoot) line.Boots();
        }

        if (TryReadLost(e, out var lost, out var isReset)) line.Lost(e.Stamp.Milliseconds, lost, isReset);
        return true;
    }

    /// <summary>All events have come.</summary>
    public void End()
    {
        foreach (var line in nodes.Values) line.End();

        // A hole that the daemon has told of, with its cause, is not listed twice.
        _ = found.RemoveAll(g => g.Reason is GapReason.Serials or GapReason.DaemonStart
            && told.Exists(t => string.Equals(t.Node, g.Node, StringComparison.Ordinal) && t.Loss.Explains(g.First, g.Last)));
    }

    /// <summary>Holes that may still be filled.</summary>
    internal int Holes { get; set; }

    internal void Report(in EventGap gap)
    {
        if (found.Count < MaxGaps) found.Add(gap);
        else Unlisted++;
    }

    private void ReportTold(LogEvent e, in LossRecord loss, string cause)
    {
        var node = e.HasNode ? Encoding.UTF8.GetString(e.Node) : null;
        if (found.Count < MaxGaps && loss.Last > 0) told.Add((node, loss));
        Report(new EventGap(GapReason.Recorded, node, (uint)loss.First, (uint)loss.Last, loss.Count, loss.FromMilliseconds, loss.ToMilliseconds, cause));
    }

    private SerialLine? LineOf(LogEvent e)
    {
        if (last is not null && last.Is(e)) return last;
        var name = Encoding.Latin1.GetString(e.Node); // one character a byte: names are told apart as bytes
        if (!nodes.TryGetValue(e.HasNode ? name : "", out var line))
        {
            if (nodes.Count >= MaxNodes) return null;
            line = new SerialLine(this, e.HasNode ? e.Node.ToArray() : null);
            nodes.Add(e.HasNode ? name : "", line);
        }

        return last = line;
    }

    /// <summary>Reads the counter of lost records, where the event tells it.</summary>
    /// <param name="e">The event.</param>
    /// <param name="lost">What it has come to.</param>
    /// <param name="isReset">True when it begins at 0 again.</param>
    private static bool TryReadLost(LogEvent e, out ulong lost, out bool isReset)
    {
        (lost, isReset) = (0, false);
        switch (e.FirstType)
        {
            case RecordType.ConfigChange:
                isReset = true;
                var change = e.View(0);
                return change.TryGetField("lost"u8, out _) && change.TryGetField("old"u8, out var old) && DecimalOf(old, out lost);
            case RecordType.Kernel:
                return e.View(0).TryGetField("audit_lost"u8, out var counter) && DecimalOf(counter, out lost);
            default:
                return false;
        }
    }

    private static bool DecimalOf(ReadOnlySpan<byte> text, out ulong value) =>
        Auspex.Text.DecimalText.TryParse(text, out value) && value <= uint.MaxValue;
}
