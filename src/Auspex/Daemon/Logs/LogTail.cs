using Auspex.Daemon.Losses;
using Auspex.Events;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Daemon.Logs;

/// <summary>Where the log ended when the daemon before ended, however it did.</summary>
/// <param name="TornBytes">Bytes of a last line that was never finished: they are to be cut off.</param>
/// <param name="LastSerial">The highest serial of the kernel's, or null where there is none.</param>
/// <param name="IsComplete">True when the event of that serial is known to be whole.</param>
/// <param name="LastMilliseconds">When the last record was written, as far as stamps tell, since 1970-01-01 UTC.</param>
/// <param name="Holes">Serials before it that are missing and that no record says so of.</param>
/// <param name="HasNothingPending">True when the last daemon ended in order: it has told all it knew.</param>
internal sealed record LogTail(
    int TornBytes, uint? LastSerial, bool IsComplete, long LastMilliseconds, IReadOnlyList<LossRecord> Holes, bool HasNothingPending)
{
    /// <summary>How much of the log's end is looked at: more than <see cref="SerialWatch.Window"/> events.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>An empty log.</summary>
    public static LogTail None { get; } = new(0, null, true, 0, [], true);

    /// <summary>Reads the end of a log.</summary>
    /// <param name="bytes">The last bytes, from anywhere in a line to the end of the file.</param>
    /// <param name="bootMilliseconds">When the machine was booted: serials from before are another boot's.</param>
    /// <param name="node">This machine's node name, empty for none: what other machines sent has serials of its own.</param>
    public static LogTail Read(ReadOnlySpan<byte> bytes, long bootMilliseconds, ReadOnlySpan<byte> node = default)
    {
        var whole = bytes.LastIndexOf((byte)'\n') + 1;
        var torn = bytes.Length - whole;
        var holes = new List<LossRecord>();
        var told = new List<LossRecord>();
        var watch = new SerialWatch(holes.Add);
        var reader = new RecordReader(bytes[..whole], isFinal: true);
        var (isComplete, hasEnded) = (true, false);
        while (reader.TryRead(out var record))
        {
            if (record.Error != RecordError.None || record.Stamp.Milliseconds < bootMilliseconds || !record.Node.SequenceEqual(node)) continue;
            if ((int)record.Type is >= 1200 and < 1300)
            {
                hasEnded = record.Type == RecordType.DaemonEnd;
                if (record.Type == RecordType.DaemonErr && LossRecord.TryRead(record, out var loss, out _)) told.Add(loss);
                continue;
            }

            hasEnded = false;
            var before = watch.IsEmpty ? 0 : watch.Highest;
            watch.Add((uint)record.Stamp.Serial, record.Stamp.Milliseconds);
            if (watch.Highest != before || (uint)record.Stamp.Serial == before)
                isComplete = record.Type == RecordType.Proctitle || !IsPartOfMany(record.Type);
        }

        watch.Settle();
        _ = holes.RemoveAll(h => told.Exists(t => t.Explains((uint)h.First, (uint)h.Last)));
        return new LogTail(torn, watch.IsEmpty ? null : watch.Highest, isComplete && torn == 0, watch.Milliseconds, holes, hasEnded && torn == 0);
    }

    /// <summary>Records that others of the same event follow.</summary>
    private static bool IsPartOfMany(RecordType type) => (int)type is >= 1300 and < 1400;
}
