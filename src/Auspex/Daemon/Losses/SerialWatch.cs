using Auspex.Events;

namespace Auspex.Daemon.Losses;

/// <summary>Watches the kernel's serials for holes. One thread at a time; allocates nothing per record.</summary>
/// <remarks>
/// The kernel numbers its events without holes, though several cores put them into the stream a little out of order. A serial that has
/// not come when <see cref="Window"/> later ones have, or when the stream has been silent for a while, is missing. A serial far
/// behind the highest is late, not a hole; one that jumps far ahead opens one hole. Source: kernel/audit.c (audit_serial).
/// </remarks>
internal sealed class SerialWatch
{
    /// <summary>How many later serials one is waited for.</summary>
    public const int Window = 8192;

    private readonly ulong[] seen = new ulong[Window / 64];
    private readonly Action<LossRecord> report;
    private readonly Queue<Jump> jumps = new();
    private long highest = -1;
    private long lowest; // serials below are judged
    private long missing; // in the window
    private readonly StreamClock clock = new(StreamClock.LogWindow);
    private uint last;
    private LossRecord open;

    /// <summary>A watch.</summary>
    /// <param name="report">Hears of each run of missing serials, in ascending order.</param>
    public SerialWatch(Action<LossRecord> report) => this.report = report;

    /// <summary>Serials that never came, since the watch began.</summary>
    public long Missing { get; private set; }

    /// <summary>True before the first record.</summary>
    public bool IsEmpty => highest < 0;

    /// <summary>The highest serial that came.</summary>
    public uint Highest => (uint)highest;

    /// <summary>The time, as the records tell it: a call that had blocked does not turn it back. Since 1970-01-01 UTC.</summary>
    public long Milliseconds => clock.Now;

    /// <summary>Takes in a record's stamp.</summary>
    public void Add(uint serial, long milliseconds)
    {
        if (serial == last && highest >= 0) return;
        last = serial;
        var before = clock.Now;
        _ = clock.Take(milliseconds);
        if (highest < 0)
        {
            Begin(serial);
            return;
        }

        var position = highest + (int)(serial - (uint)highest);
        if (position > highest) Advance(position, Math.Min(before, clock.Now));
        else if (position >= lowest) Mark(position);
    }

    /// <summary>The stream is silent: what has not come by now does not come.</summary>
    public void Settle()
    {
        if (missing > 0) JudgeTo(highest + 1);
        jumps.Clear();
        Close();
    }

    private void Begin(uint serial)
    {
        highest = serial;
        lowest = serial;
        Mark(serial);
    }

    private void Advance(long position, long before)
    {
        if (position == highest + 1)
        {
            // The usual case: the one behind.
            if (position - lowest >= Window) JudgeTo(position - Window + 1);
            highest = position;
            Mark(position);
            return;
        }

        if (position - highest >= Window)
        {
            // Nothing in the window can still tell of the hole: it is one.
            JudgeTo(highest + 1);
            jumps.Clear();
            Lose(highest + 1, position - 1, before, clock.Now);
            highest = lowest = position;
            Mark(position);
            return;
        }

        if (position - lowest >= Window) JudgeTo(position - Window + 1);
        missing += position - highest - 1;
        jumps.Enqueue(new Jump(position, before, clock.Now));
        highest = position;
        Mark(position);
    }

    /// <summary>Marks a serial as one that came.</summary>
    private void Mark(long position)
    {
        ref var word = ref seen[(position % Window) / 64];
        var bit = 1UL << (int)(position % 64);
        if ((word & bit) != 0) return;
        word |= bit;
        if (position < highest) missing--;
    }

    /// <summary>Judges all serials below <paramref name="end"/>, and forgets them.</summary>
    private void JudgeTo(long end)
    {
        while (jumps.TryPeek(out var jump) && jump.End < lowest) _ = jumps.Dequeue(); // its hole was judged, or filled
        while (lowest < end)
        {
            var index = (lowest % Window) / 64;
            var bit = (int)(lowest % 64);

            // Whole words of serials that came are passed at once.
            if (bit == 0 && end - lowest >= 64 && seen[index] == ulong.MaxValue)
            {
                seen[index] = 0;
                lowest += 64;
                continue;
            }

            var mask = 1UL << bit;
            if ((seen[index] & mask) == 0)
            {
                missing--;
                while (jumps.TryPeek(out var before) && before.End < lowest) _ = jumps.Dequeue();
                var jump = jumps.TryPeek(out var first) ? first : new Jump(0, clock.Now, clock.Now);
                Lose(lowest, lowest, jump.From, jump.To);
            }

            seen[index] &= ~mask;
            lowest++;
        }
    }

    private void Lose(long first, long end, long from, long to)
    {
        Missing += end - first + 1;
        if (open.Count > 0 && (ulong)(uint)first == ((open.Last + 1) & uint.MaxValue))
        {
            open = open with { Count = open.Count + end - first + 1, Last = (uint)end, ToMilliseconds = to };
            return;
        }

        Close();
        open = new LossRecord(LossCause.Serials, end - first + 1, (uint)first, (uint)end, from, to);
    }

    private void Close()
    {
        if (open.Count > 0) report(open);
        open = default;
    }

    /// <summary>The stream went on beyond a hole: at which serial, and the times before and behind.</summary>
    private readonly record struct Jump(long End, long From, long To);
}
