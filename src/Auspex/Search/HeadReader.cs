using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Auspex.Records;
using Auspex.Records.Scanning;

namespace Auspex.Search;

/// <summary>Reads the heads of lines that follow each other. Belongs to one thread.</summary>
/// <remarks>
/// A look at the first 32 bytes as one vector finds where the type's name and the stamp stand; most records have the stamp of the one before,
/// and its text is then compared by two loads instead of being read. The answers are those of <see cref="RecordHead.TryRead"/>.
/// </remarks>
internal sealed class HeadReader
{
    private const int NameStart = 5; // "type="
    private const int BeforeStamp = 10; // " msg=audit", before the opening parenthesis
    private const int Load = 16;
    private const int MinLine = 2 * RecordHead.MaxBytes; // so that no load goes beyond the line

    private readonly TypeMemory types = new();
    private Vector128<byte> lastBegin;
    private Vector128<byte> lastEnd;
    private int lastLength; // of the stamp with its parentheses; 0 for none
    private EventStamp last;

    /// <summary>Reads the head of <paramref name="line"/>.</summary>
    public HeadError TryRead(ReadOnlySpan<byte> line, out RecordHead head)
    {
        var open = FindStamp(line);
        if (open > 0 && TryReadStampAt(line, open))
        {
            head = RecordHead.Of(last, types.Find(line[NameStart..], open - BeforeStamp - NameStart), open + lastLength);
            return HeadError.None;
        }

        return RecordHead.TryRead(line, out head);
    }

    /// <summary>Reads the stamp alone.</summary>
    public HeadError TryReadStamp(ReadOnlySpan<byte> line, out EventStamp stamp)
    {
        var open = FindStamp(line);
        if (open > 0 && TryReadStampAt(line, open))
        {
            stamp = last;
            return HeadError.None;
        }

        var error = RecordHead.TryRead(line, out var head);
        stamp = head.Stamp;
        return error;
    }

    /// <summary>Where the stamp's opening parenthesis stands in a line of the common form: <c>type=NAME msg=audit(</c>; else 0.</summary>
    private static int FindStamp(ReadOnlySpan<byte> line)
    {
        if (!Vector256.IsHardwareAccelerated || line.Length < MinLine) return 0;
        var start = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(line));
        var parentheses = Vector256.Equals(start, Vector256.Create((byte)'(')).ExtractMostSignificantBits();
        var spaces = Vector256.Equals(start, Vector256.Create((byte)' ')).ExtractMostSignificantBits();
        var open = BitOperations.TrailingZeroCount(parentheses);
        if (parentheses == 0 || open - BeforeStamp <= NameStart || BitOperations.TrailingZeroCount(spaces) != open - BeforeStamp) return 0;
        var isCommon = line.StartsWith("type="u8) && line.Slice(open - BeforeStamp, BeforeStamp).SequenceEqual(" msg=audit"u8);
        return isCommon ? open : 0;
    }

    /// <summary>Sets <see cref="last"/> to the stamp whose opening parenthesis stands at <paramref name="open"/>.</summary>
    private bool TryReadStampAt(ReadOnlySpan<byte> line, int open)
    {
        ref var start = ref MemoryMarshal.GetReference(line[open..]);
        var begin = Vector128.LoadUnsafe(ref start);
        if (lastLength > 0 && begin == lastBegin && Vector128.LoadUnsafe(ref start, (nuint)(lastLength - Load)) == lastEnd) return true;
        lastLength = 0;
        if (!StampText.TryRead(line[(open + 1)..], out var milliseconds, out var serial, out var length)) return false;
        last = new EventStamp(milliseconds, serial);
        length++; // the opening parenthesis
        if (length is < Load or > 2 * Load) return false; // what two loads do not cover is read the plain way
        lastBegin = begin;
        lastEnd = Vector128.LoadUnsafe(ref start, (nuint)(length - Load));
        lastLength = length;
        return true;
    }
}
