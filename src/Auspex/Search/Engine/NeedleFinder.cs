using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Auspex.Search.Engine;

/// <summary>Finds a text in a log, by two of its bytes that are rare there.</summary>
/// <remarks>
/// A vector of positions is compared with one byte at one distance and with another at another; where both are met, the text is compared.
/// Searching for a key in hexadecimal took most of a selective search: the first and last byte of that are in every PROCTITLE.
/// </remarks>
internal sealed class NeedleFinder
{
    private readonly ReadOnlyMemory<byte> needle;
    private readonly int first;
    private readonly int second;
    private readonly Vector256<byte> firstByte;
    private readonly Vector256<byte> secondByte;

    /// <summary>A finder of <paramref name="needle"/>, which is not empty.</summary>
    /// <param name="needle">The text.</param>
    /// <param name="counts">How often each byte was seen in a sample of the log.</param>
    public NeedleFinder(ReadOnlyMemory<byte> needle, ReadOnlySpan<int> counts)
    {
        this.needle = needle;
        var text = needle.Span;
        for (var i = 1; i < text.Length; i++)
        {
            if (counts[text[i]] < counts[text[first]]) first = i;
        }

        second = first == 0 ? text.Length - 1 : 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i != first && counts[text[i]] < counts[text[second]]) second = i;
        }

        firstByte = Vector256.Create(text[first]);
        secondByte = Vector256.Create(text[second]);
    }

    /// <summary>Where the text stands first in <paramref name="haystack"/>, or -1.</summary>
    public int IndexIn(ReadOnlySpan<byte> haystack)
    {
        var text = needle.Span;
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var start = ref MemoryMarshal.GetReference(haystack);
            var end = haystack.Length - text.Length - Vector256<byte>.Count; // the last position whose loads stay inside
            for (; i <= end; i += Vector256<byte>.Count)
            {
                var atFirst = Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)(i + first)), firstByte);
                var atSecond = Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)(i + second)), secondByte);
                for (var bits = (atFirst & atSecond).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    var found = i + BitOperations.TrailingZeroCount(bits);
                    if (haystack[found..].StartsWith(text)) return found;
                }
            }
        }

        var rest = haystack[i..].IndexOf(text);
        return rest < 0 ? -1 : i + rest;
    }
}
