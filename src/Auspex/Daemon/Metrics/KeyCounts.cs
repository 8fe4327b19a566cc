using System.Text;
using Auspex.Daemon.Records;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Daemon.Metrics;

/// <summary>Counts the events of each key. Counted on the writer's thread, read from any.</summary>
/// <remarks>Bounded: <see cref="MaxKeys"/> keys, whoever comes later is counted as <c>other</c>. Nothing is allocated for a record whose key is known.</remarks>
internal sealed class KeyCounts : IDaemonSink
{
    /// <summary>Keys told apart.</summary>
    public const int MaxKeys = 512;

    private readonly Lock guard = new();
    private readonly Dictionary<string, long[]> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly byte[] room = new byte[KeyReader.MaxBytes];
    private readonly char[] characters = new char[KeyReader.MaxBytes];

    /// <summary>No counts.</summary>
    public KeyCounts() => lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>False while nobody wants to know: records are passed over then.</summary>
    public bool IsCounting { get; set; } = true;

    /// <summary>Each key and how many events it had.</summary>
    public IReadOnlyList<(string Key, long Count)> Read()
    {
        lock (guard) return [.. counts.Select(static p => (p.Key, p.Value[0])).OrderBy(static p => p.Key, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void OnRecord(in DaemonRecord record)
    {
        if (!IsCounting || record.Type != RecordType.Syscall) return;
        var value = PayloadValue.Last(record.Payload, " key="u8);
        if (value.IsEmpty) return;
        lock (guard)
        {
            foreach (var key in new KeyReader(value, room)) Count(key);
        }
    }

    /// <inheritdoc/>
    public void OnBatchEnd()
    {
    }

    private void Count(ReadOnlySpan<byte> key)
    {
        var length = Encoding.Latin1.GetChars(key, characters);
        if (!lookup.TryGetValue(characters.AsSpan(0, length), out var count))
        {
            var name = counts.Count < MaxKeys ? Encoding.UTF8.GetString(key) : "other";
            if (!counts.TryGetValue(name, out count)) counts[name] = count = new long[1];
        }

        count[0]++;
    }
}
