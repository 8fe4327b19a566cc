using System.Runtime.CompilerServices;
using Auspex.Records.Scanning;

namespace Auspex.Records;

/// <summary>All fields of one record, found in one pass. Fill it again for the next record; it keeps its room.</summary>
public sealed class FieldIndex
{
    /// <summary>The most fields taken from one record; further ones are counted in <see cref="Dropped"/>.</summary>
    public const int MaxFields = 1 << 16;

    private readonly IFieldScanner scanner;
    private FieldRange[] ranges = new FieldRange[64];

    /// <summary>An empty index that uses the best scanner of this machine.</summary>
    public FieldIndex() : this(FieldScanners.Best)
    {
    }

    internal FieldIndex(IFieldScanner scanner) => this.scanner = scanner;

    /// <summary>The number of fields.</summary>
    public int Count { get; private set; }

    /// <summary>How many fields of this record did not fit.</summary>
    public int Dropped { get; private set; }

    /// <summary>The fields in order.</summary>
    public ReadOnlySpan<FieldRange> Ranges => ranges.AsSpan(0, Count);

    /// <summary>The field at <paramref name="index"/> of the body that was filled in last.</summary>
    public FieldView this[ReadOnlySpan<byte> body, int index] => new(body, Ranges[index]);

    /// <summary>Finds the fields of <paramref name="body"/>.</summary>
    public void Fill(ReadOnlySpan<byte> body)
    {
        Count = 0;
        Dropped = 0;
        scanner.Scan(body, this);
    }

    /// <summary>The first field called <paramref name="name"/>.</summary>
    public bool TryGet(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (ref readonly var range in Ranges)
        {
            if (range.NameLength != name.Length || !body.Slice(range.NameStart, name.Length).SequenceEqual(name)) continue;
            value = body.Slice(range.ValueStart, range.ValueLength);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Adds a field.</summary>
    /// <remarks>
    /// Three numbers and not a FieldRange: that was put together on the stack and then copied, its first two numbers by one load that
    /// waited for two stores; 60 % of the vector scanner's time in the native program.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int nameStart, int valueStart, int valueLength)
    {
        var room = ranges;
        if (Count < room.Length)
        {
            room[Count++] = new FieldRange(nameStart, valueStart, valueLength);
            return;
        }

        AddToFull(nameStart, valueStart, valueLength);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddToFull(int nameStart, int valueStart, int valueLength)
    {
        if (Count == MaxFields)
        {
            Dropped++;
            return;
        }

        Array.Resize(ref ranges, Count * 2);
        ranges[Count++] = new FieldRange(nameStart, valueStart, valueLength);
    }
}
