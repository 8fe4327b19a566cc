using System.Globalization;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Lets events through from the one on that follows the last one of the search before; remembers the last one of this search.</summary>
/// <remarks>Is asked of every event, in their order. Source: spec 1.1.4.</remarks>
internal sealed class CheckpointGate
{
    /// <summary>The exit code when the checkpoint does not fit the log.</summary>
    internal const int Corrupted = 12;

    /// <summary>An event this much younger than the saved one stands behind it, unless that is of a call that had blocked.</summary>
    private const int MaxAheadSeconds = 2;

    private readonly CheckpointEvent saved;
    private readonly bool looksAtTimeOnly;
    private bool isOpen;
    private EventStamp? younger; // the first event held back that a saved one in good order would have preceded

    /// <summary>A gate behind <paramref name="saved"/>.</summary>
    /// <param name="saved">The last event of the search before; none lets all through.</param>
    /// <param name="looksAtTimeOnly">True to let through what is as young as the saved event, or younger.</param>
    internal CheckpointGate(CheckpointEvent saved, bool looksAtTimeOnly)
    {
        this.saved = saved;
        this.looksAtTimeOnly = looksAtTimeOnly;
        isOpen = !saved.IsSome;
    }

    /// <summary>The last event that <see cref="Passed"/> was told of.</summary>
    internal CheckpointEvent Last { get; private set; }

    /// <summary>True when <paramref name="e"/> comes behind the saved event.</summary>
    internal bool LetsThrough(LogEvent e)
    {
        if (isOpen) return true;
        if (looksAtTimeOnly)
        {
            isOpen = e.Stamp.Milliseconds >= saved.Stamp.Milliseconds;
            return isOpen;
        }

        isOpen = IsSaved(e); // for the ones behind it
        return false;
    }

    /// <summary>A matching event did not get through: it is remembered if it is too young to.</summary>
    internal void HeldBack(LogEvent e)
    {
        if (!looksAtTimeOnly && younger is null && e.Stamp.Seconds > saved.Stamp.Seconds + MaxAheadSeconds) younger = e.Stamp;
    }

    /// <summary>All events have come.</summary>
    /// <exception cref="SuiteFailure">The saved one was not among them, but younger ones were: the checkpoint does not fit this log.</exception>
    internal void End()
    {
        if (isOpen || younger is not { } found) return;
        throw new SuiteFailure(
            "Corrupted checkpoint file. Inode match, but newer complete event "
            + $"({Text(found)}) found before loaded checkpoint {Text(saved.Stamp)}", Corrupted)
        {
            Hint = "search once with --start checkpoint, which looks at the saved time only",
        };
    }

    /// <summary><paramref name="e"/> was dealt with.</summary>
    internal void Passed(LogEvent e) => Last = new CheckpointEvent(NodeOf(e), e.Stamp, (uint)(int)e.FirstType);

    /// <summary>The node's name; not copied again while it stays the same.</summary>
    private ReadOnlyMemory<byte>? NodeOf(LogEvent e) =>
        !e.HasNode ? (ReadOnlyMemory<byte>?)null
        : Last.Node is { } known && known.Span.SequenceEqual(e.Node) ? known : e.Node.ToArray();

    private bool IsSaved(LogEvent e) =>
        e.Stamp == saved.Stamp && (uint)(int)e.FirstType == saved.Type && e.HasNode == saved.Node.HasValue
        && (saved.Node is not { } node || e.Node.SequenceEqual(node.Span));

    private static string Text(EventStamp stamp) => string.Create(
        CultureInfo.InvariantCulture, $"{stamp.Seconds}.{stamp.Milliseconds % 1000:000}:{stamp.Serial}");
}
