using Auspex.Accounting;
using Auspex.Events;

namespace Auspex.Processes;

/// <summary>Joins recorded events with a recorded accounting file: deaths of a second are told before that second's events.</summary>
/// <remarks>A death is due no later than the one that was written after it, so that a wrong time holds up no others.</remarks>
internal sealed class ProcessReplay : IEventSink
{
    private readonly Lifecycle lifecycle;
    private readonly Stream? accounting;
    private readonly AcctReader reader = new();
    private readonly ByteInterner interner = new();
    private ProcessDeath next;
    private ProcessDeath afterNext;
    private bool hasNext;
    private bool hasAfterNext;
    private bool hasBegun;

    /// <summary>A replay into <paramref name="lifecycle"/>.</summary>
    /// <param name="lifecycle">Takes events and deaths.</param>
    /// <param name="accounting">Accounting records, oldest first; null for none. Read on; not disposed.</param>
    public ProcessReplay(Lifecycle lifecycle, Stream? accounting)
    {
        this.lifecycle = lifecycle;
        this.accounting = accounting;
    }

    /// <summary>Blocks of the accounting file that are no record of version 3.</summary>
    public long MalformedDeaths => reader.Malformed + reader.Older;

    private long DueSecond => hasAfterNext ? Math.Min(next.Second, afterNext.Second) : next.Second;

    /// <inheritdoc/>
    public bool OnEvent(AuditEvent auditEvent)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        FeedUntil(auditEvent.Stamp.Seconds);
        return lifecycle.OnEvent(auditEvent);
    }

    /// <inheritdoc/>
    public void OnLost(in Loss loss) => lifecycle.OnLost(loss);

    /// <summary>The events have ended: tells the remaining deaths and lets everything take effect.</summary>
    public void Finish()
    {
        FeedUntil(long.MaxValue);
        lifecycle.Flush();
    }

    private void FeedUntil(long second)
    {
        if (accounting is null) return;
        if (!hasBegun)
        {
            hasBegun = true;
            hasAfterNext = TryRead(out afterNext);
            Step();

            // A log that begins later than the file: what died before is another story.
            while (second != long.MaxValue && hasNext && DueSecond < second - 1) Step();
        }

        while (hasNext && DueSecond <= second)
        {
            lifecycle.OnDeath(next, 0, DueSecond);
            Step();
        }
    }

    private void Step()
    {
        (next, hasNext) = (afterNext, hasAfterNext);
        hasAfterNext = hasNext && TryRead(out afterNext);
    }

    private bool TryRead(out ProcessDeath death)
    {
        while (true)
        {
            if (reader.TryRead(out var record))
            {
                death = ProcessDeath.From(record, interner);
                return true;
            }

            var count = accounting!.Read(reader.GetSpace());
            death = default;
            if (count == 0) return false;
            reader.Advance(count);
        }
    }
}
