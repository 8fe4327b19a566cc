using System.Diagnostics.CodeAnalysis;

namespace Auspex.Reports.Cost;

/// <summary>Costs by text. Beyond <see cref="MaxTexts"/> different ones, or <see cref="MaxTextBytes"/> of them, new ones are put together.</summary>
internal sealed class CostTable
{
    /// <summary>How many texts are told apart; a log may hold any number of them.</summary>
    public const int MaxTexts = 1 << 16;

    /// <summary>The bytes of the texts that are told apart: a log may hold 65,536 names of 4096 bytes.</summary>
    public const int MaxTextBytes = 8 << 20;

    private readonly Dictionary<byte[], CostSum> sums = new(new TextComparer());
    private int textBytes;

    /// <summary>What did not get a line of its own.</summary>
    public CostSum Others { get; } = new();

    /// <summary>The texts with their costs, the most bytes first, then the most events, then by text.</summary>
    public IReadOnlyList<(byte[] Text, CostSum Sum)> ByBytes() =>
    [
        .. sums.Select(s => (s.Key, s.Value))
            .OrderByDescending(s => s.Value.Bytes)
            .ThenByDescending(s => s.Value.Events)
            .ThenBy(s => System.Text.Encoding.UTF8.GetString(s.Key), StringComparer.Ordinal),
    ];

    /// <summary>Adds an event.</summary>
    public void Add(ReadOnlySpan<byte> text, long bytes)
    {
        var lookup = sums.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(text, out var sum))
        {
            var hasRoom = sums.Count < MaxTexts && textBytes + text.Length <= MaxTextBytes;
            sum = hasRoom ? new CostSum() : Others;
            if (hasRoom)
            {
                lookup[text] = sum;
                textBytes += text.Length;
            }
        }

        sum.Add(bytes);
    }

    private sealed class TextComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode); // seeded by the process: a log cannot aim at it
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
