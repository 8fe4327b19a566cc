using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Auspex.Records.Scanning;

/// <summary>Where the spaces, equals signs and double quotes of a body lie: one bit a byte, in a window of 64 that moves on.</summary>
/// <remarks>
/// Two vectors of 32 bytes are compared once for all three; what follows is counting of bits. The positions asked for must not
/// lie before the window, which begins at the one asked for before, rounded down to 64.
/// </remarks>
internal ref struct StructureMap
{
    /// <summary>The shortest body that can be mapped: one vector.</summary>
    public const int MinLength = 32;

    private const int Window = 64;

    private readonly ref byte first;
    private readonly int length;
    private int at;
    private ulong spaces;
    private ulong equals;
    private ulong quotes;

    /// <summary>A map of <paramref name="body"/>, which has <see cref="MinLength"/> bytes or more.</summary>
    public StructureMap(ReadOnlySpan<byte> body)
    {
        first = ref MemoryMarshal.GetReference(body);
        length = body.Length;
        MoveTo(0);
    }

    /// <summary>The first equals sign at <paramref name="from"/> or behind it, or the body's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextEquals(int from)
    {
        if (from - at >= Window) MoveTo(from);
        var bits = equals >> from;
        if (bits != 0) return from + BitOperations.TrailingZeroCount(bits);
        while (at + Window < length)
        {
            MoveTo(at + Window);
            if (equals != 0) return at + BitOperations.TrailingZeroCount(equals);
        }

        return length;
    }

    /// <summary>The first space at <paramref name="from"/> or behind it, or the body's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextSpace(int from)
    {
        if (from - at >= Window) MoveTo(from);
        var bits = spaces >> from;
        if (bits != 0) return from + BitOperations.TrailingZeroCount(bits);
        while (at + Window < length)
        {
            MoveTo(at + Window);
            if (spaces != 0) return at + BitOperations.TrailingZeroCount(spaces);
        }

        return length;
    }

    /// <summary>The first double quote at <paramref name="from"/> or behind it, or the body's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextQuote(int from)
    {
        if (from - at >= Window) MoveTo(from);
        var bits = quotes >> from;
        if (bits != 0) return from + BitOperations.TrailingZeroCount(bits);
        while (at + Window < length)
        {
            MoveTo(at + Window);
            if (quotes != 0) return at + BitOperations.TrailingZeroCount(quotes);
        }

        return length;
    }

    /// <summary>
    /// The byte behind the last space before <paramref name="position"/>, which lies in the window, but not before
    /// <paramref name="from"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int AfterLastSpace(int from, int position)
    {
        var before = spaces & ((1UL << position) - 1);
        if (before != 0) return Math.Max(from, at + Window - BitOperations.LeadingZeroCount(before));
        return from >= at ? from : AfterLastSpaceBeforeWindow(from);
    }

    /// <summary>A word crosses into the window: its start is looked for backwards, over bytes that no later call sees again.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int AfterLastSpaceBeforeWindow(int from) =>
        from + MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, from), at - from).LastIndexOf((byte)' ') + 1;

    private void MoveTo(int position)
    {
        at = position & -Window;
        var left = length - at;
        if (left >= Window)
        {
            Read(at, out spaces, out equals, out quotes);
            return;
        }

        if (left <= 0)
        {
            spaces = equals = quotes = 0;
            return;
        }

        if (length >= Window)
        {
            Read(length - Window, out spaces, out equals, out quotes); // the last 64 bytes again, shifted to where they belong
            spaces >>= Window - left;
            equals >>= Window - left;
            quotes >>= Window - left;
            return;
        }

        ReadShort();
    }

    /// <summary>A body of 32 to 63 bytes: two vectors that overlap.</summary>
    private void ReadShort()
    {
        var low = Vector256.LoadUnsafe(ref first);
        var high = Vector256.LoadUnsafe(ref first, (nuint)(length - 32));
        spaces = Bits(low, (byte)' ') | (Bits(high, (byte)' ') << (length - 32));
        equals = Bits(low, (byte)'=') | (Bits(high, (byte)'=') << (length - 32));
        quotes = Bits(low, (byte)'"') | (Bits(high, (byte)'"') << (length - 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Read(int position, out ulong spaceBits, out ulong equalsBits, out ulong quoteBits)
    {
        var low = Vector256.LoadUnsafe(ref first, (nuint)position);
        var high = Vector256.LoadUnsafe(ref first, (nuint)(position + 32));
        spaceBits = Bits(low, (byte)' ') | (Bits(high, (byte)' ') << 32);
        equalsBits = Bits(low, (byte)'=') | (Bits(high, (byte)'=') << 32);
        quoteBits = Bits(low, (byte)'"') | (Bits(high, (byte)'"') << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> bytes, byte value) =>
        Vector256.Equals(bytes, Vector256.Create(value)).ExtractMostSignificantBits();
}
