using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Health.Shadows;

/// <summary>Compares what was heard from the kernel with what a log holds, event by event. One thread at a time.</summary>
/// <remarks>
/// An event is judged when neither side has told more of it for a time of grace, since a log may be written late. At most
/// <see cref="MaxOpen"/> events are open; beyond that the oldest is judged early, and counted. Both sides may tell in any order.
/// A call that began before the comparison, and ended within, has an old stamp and a new serial: it is compared where it was heard behind
/// an event that began within. Memory is fixed and nothing is allocated per record.
/// </remarks>
internal sealed class ShadowComparison
{
    /// <summary>Events that may be open.</summary>
    public const int MaxOpen = 1 << 16;

    private const int MaxRemembered = 1024;
    private const int PauseMilliseconds = 500; // after so long without a judgement a difference is told, though it may go on

    private readonly long fromMilliseconds;
    private readonly long graceMilliseconds;
    private readonly Action<ShadowSpan> report;
    private readonly ShadowEvent[] ring = new ShadowEvent[MaxOpen];
    private readonly Dictionary<EventStamp, int> places = new(MaxOpen);
    private readonly Queue<ShadowSpan> missing = new();
    private readonly OpenSpan span = new();
    private long head; // the oldest open event
    private long end; // behind the youngest
    private long lastJudged;
    private long untilMilliseconds = long.MaxValue;
    private bool hasStoppedHearing;
    private bool hasHeard;
    private uint firstHeard; // of the first event that was heard as a whole

    /// <summary>A comparison.</summary>
    /// <param name="fromMilliseconds">When it began: events of calls that ended before were perhaps not heard as a whole, and are left out.</param>
    /// <param name="grace">How long one side is waited for.</param>
    /// <param name="report">Hears of differences, in the order in which the events first came.</param>
    public ShadowComparison(long fromMilliseconds, TimeSpan grace, Action<ShadowSpan> report)
    {
        this.fromMilliseconds = fromMilliseconds;
        this.report = report;
        graceMilliseconds = (long)grace.TotalMilliseconds;
    }

    /// <summary>What it has come to.</summary>
    public ShadowCounts Counts { get; } = new();

    /// <summary>Events that wait to be judged.</summary>
    public int Open => (int)(end - head);

    /// <summary>Whether records of a type are compared: those that auditd writes, less its own.</summary>
    /// <remarks>Left out are parts of the control protocol, EOE, REPLACE, and 1200 to 1299, which auditd makes itself. Source: spec 7.3.</remarks>
    public static bool IsCompared(RecordType type) =>
        (int)type is not (> 0 and <= 1004 or (>= 1007 and <= 1019) or (>= 1200 and <= 1299) or (int)RecordType.Eoe or 1329);

    /// <summary>Events later than this are left out: the end is near.</summary>
    public void EndAt(long milliseconds) => untilMilliseconds = milliseconds;

    /// <summary>Nothing more will be heard: events that are only in the log from now on are left out.</summary>
    public void StopHearing() => hasStoppedHearing = true;

    /// <summary>A record was heard.</summary>
    /// <param name="line">The record as a log would have it.</param>
    /// <param name="now">The time by a clock that only goes forward, in milliseconds.</param>
    public void Hear(in RecordView line, long now)
    {
        if (line.Error != RecordError.None || !IsWanted(line) || !IsHeardWhole(line.Stamp)) return;
        Counts.Heard++;
        ref var e = ref Find(line, now);
        e.Heard++;
        e.HeardSum += ShadowSum.Of(line);
    }

    /// <summary>A line of the log was read.</summary>
    public void Log(in RecordView line, long now)
    {
        if (line.Error != RecordError.None)
        {
            Counts.Malformed++;
            return;
        }

        if (!IsWanted(line) || (hasStoppedHearing && !places.ContainsKey(line.Stamp))) return;
        Counts.Logged++;
        ref var e = ref Find(line, now);
        e.Logged++;
        e.LoggedSum += ShadowSum.Of(line);
    }

    /// <summary>Judges what has waited long enough.</summary>
    public void Settle(long now)
    {
        while (head < end && now - ring[head % MaxOpen].Touched >= graceMilliseconds)
        {
            JudgeOldest();
            lastJudged = now;
        }

        if (now - lastJudged >= PauseMilliseconds) Close();
    }

    /// <summary>Judges all that is open: no more will come.</summary>
    public void End()
    {
        while (head < end) JudgeOldest();
        Close();
    }

    private bool IsWanted(in RecordView line) =>
        line.Stamp.Milliseconds <= untilMilliseconds && IsCompared((RecordType)TypeOf(line));

    private bool IsOld(EventStamp stamp) => stamp.Milliseconds < fromMilliseconds;

    private bool IsHeardWhole(EventStamp stamp)
    {
        if (IsOld(stamp)) return hasHeard && (int)((uint)stamp.Serial - firstHeard) > 0;
        if (!hasHeard) (hasHeard, firstHeard) = (true, (uint)stamp.Serial);
        return true;
    }

    private ref ShadowEvent Find(in RecordView line, long now)
    {
        if (!places.TryGetValue(line.Stamp, out var place))
        {
            if (Open == MaxOpen)
            {
                if (ring[head % MaxOpen].Kind != ShadowKind.Equal) Counts.Hurried++;
                JudgeOldest();
            }

            place = (int)(end++ % MaxOpen);
            places.Add(line.Stamp, place);
            ring[place] = new ShadowEvent { Stamp = line.Stamp, Type = TypeOf(line) };
        }

        ring[place].Touched = now;
        return ref ring[place];
    }

    private void JudgeOldest()
    {
        ref var e = ref ring[head++ % MaxOpen];
        _ = places.Remove(e.Stamp);
        var kind = e.Kind;
        if (kind == ShadowKind.NotHeard && WasMissing(e.Stamp)) kind = ShadowKind.Late;
        if (kind == ShadowKind.NotHeard && IsOld(e.Stamp))
        {
            Counts.Logged -= e.Logged; // written before, or by a call that ended before: not compared
            return;
        }

        Counts.Count(kind);
        if (kind != span.Kind) Close();
        if (kind != ShadowKind.Equal) span.Add(kind, e);
    }

    private void Close()
    {
        if (span.Take() is not { } closed) return;
        if (closed.Kind == ShadowKind.MissingInLog)
        {
            if (missing.Count >= MaxRemembered) _ = missing.Dequeue();
            missing.Enqueue(closed);
        }

        report(closed);
    }

    private bool WasMissing(EventStamp stamp)
    {
        if (span.Kind == ShadowKind.MissingInLog) Close();
        foreach (var told in missing)
        {
            if (stamp.Milliseconds >= told.FromMilliseconds && stamp.Milliseconds <= told.ToMilliseconds && (uint)stamp.Serial - told.First <= told.Last - told.First) return true;
        }

        return false;
    }

    /// <summary>The number of a type, also where no table has a name for it.</summary>
    private static int TypeOf(in RecordView line)
    {
        if (line.Type != RecordType.Unknown) return (int)line.Type;
        var name = line.TypeName;
        return name.StartsWith("UNKNOWN["u8) && name[^1] == (byte)']' && Text.DecimalText.TryParse(name[8..^1], out uint number) ? (int)(number & 0xFFFF) : 0;
    }
}
