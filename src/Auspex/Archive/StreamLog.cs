using Auspex.Records;

namespace Auspex.Archive;

/// <summary>A log whose bytes come one after the other: from a pipe, out of a compressed file, or from a file that is being written.</summary>
/// <remarks>
/// Holds the blocks it has read until they are released; a line that is too long is never held. Of what ends before its end the last line
/// is left out, when it has no end: half a record must not pass for a whole one. Source: spec 1.1.2.
/// </remarks>
internal sealed class StreamLog : LogSource
{
    private const int LiveBlockBytes = 64 << 10;

    private readonly ByteInput input;
    private readonly HeldBlocks held;
    private byte[] filling;
    private int filled;
    private int looked; // how much of what is filled has been looked at for a line's end
    private long position; // of the first byte that is filled
    private bool hasBeginning;
    private bool hasEnded;
    private bool isPassing; // within a line that is too long
    private bool isHeld; // all of it is in what is filled

    /// <summary>A log over <paramref name="input"/>, which it owns.</summary>
    public StreamLog(ByteInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        this.input = input;
        held = new HeldBlocks(input.IsLive ? LiveBlockBytes : BlockBytes);
        filling = held.Rent();
    }

    /// <inheritdoc/>
    public override long HeldBytes => isHeld ? filling.Length : held.Bytes;

    /// <inheritdoc/>
    /// <remarks>Of a live input nothing, since that could wait for ever.</remarks>
    public override ReadOnlySpan<byte> Beginning
    {
        get
        {
            while (!input.IsLive && !hasBeginning && filled < BeginningBytes && Fill() > 0)
            {
            }

            hasBeginning = true;
            return filling.AsSpan(0, Math.Min(filled, BeginningBytes));
        }
    }

    /// <inheritdoc/>
    public override LogRead Read(out LogBlock block)
    {
        hasBeginning = true;
        isHeld = false;
        block = default;
        while (!TryCut(out block))
        {
            if (hasEnded) return filled > 0 && TryCutLast(out block) ? LogRead.Block : LogRead.End;
            if (filled == filling.Length) Grow();
            if (Fill() == ByteInput.Silence) return LogRead.Silence;
        }

        return LogRead.Block;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long position, int length) =>
        isHeld ? filling.AsSpan((int)position, length) : held.Slice(position, length);

    /// <inheritdoc/>
    public override bool TryHold(long maxBytes, out long length)
    {
        maxBytes = Math.Min(maxBytes, Array.MaxLength);
        length = filled;
        if (input.IsLive || filled + input.ExpectedBytes > maxBytes) return false;
        while (!hasEnded)
        {
            if (filled == filling.Length)
            {
                if (filled >= maxBytes) return false;
                Resize((int)Math.Min(maxBytes, Math.Max(filling.Length * 2L, filled + input.ExpectedBytes + 1)));
            }

            _ = Fill();
        }

        length = filled;
        isHeld = true;
        return true;
    }

    /// <inheritdoc/>
    public override void Release(ReadOnlySpan<long> needed) => held.Release(needed);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }

    private int Fill()
    {
        var count = hasEnded ? 0 : input.Read(filling.AsSpan(filled));
        if (count > 0) filled += count;
        if (count != 0) return count;
        hasEnded = true;
        if (input.Problem.Length > 0) BreakOff();
        else Problem = input.Gap;
        return 0;
    }

    /// <summary>The bytes ended before their end.</summary>
    private void BreakOff()
    {
        var lines = LineEnd.LengthOfLines(filling.AsSpan(0, filled));
        var isCut = lines < filled || isPassing;
        Problem = FormattableString.Invariant($"{input.Problem}: read up to byte {position + lines}{(isCut ? ", where a record is cut off" : "")}");
        filled = lines;
    }

    /// <summary>Makes a block of the whole lines, when there is one and nothing more is worth waiting for.</summary>
    private bool TryCut(out LogBlock block)
    {
        block = default;
        if (isPassing) Pass();
        if (!input.IsLive && !hasEnded && filled < filling.Length) return false;
        var last = LineEnd.LastIndexIn(filling.AsSpan(looked, filled - looked));
        if (last < 0)
        {
            looked = filled;
            if (filled > MaxLineBytes) BeginPassing();
            return false;
        }

        block = Keep(looked + last + 1);
        return true;
    }

    /// <summary>Makes a block of a last line without an end.</summary>
    private bool TryCutLast(out LogBlock block)
    {
        block = default;
        if (isPassing) return false;
        block = Keep(filled);
        return true;
    }

    private LogBlock Keep(int length)
    {
        var block = new LogBlock(position, length);
        var rest = filling.AsSpan(length, filled - length);
        var next = held.Rent();
        if (next.Length <= rest.Length) next = new byte[rest.Length + BlockBytes];
        rest.CopyTo(next);
        held.Add(position, filling, length);
        position += length;
        (filling, filled, looked) = (next, rest.Length, 0);
        return block;
    }

    private void Grow() => Resize((int)Math.Max(filling.Length + (long)LiveBlockBytes, Math.Min(filling.Length * 2L, MaxLineBytes + BlockBytes)));

    private void Resize(int length)
    {
        var larger = GC.AllocateUninitializedArray<byte>(length);
        filling.AsSpan(0, filled).CopyTo(larger);
        filling = larger;
    }

    private void BeginPassing()
    {
        LongLines++;
        isPassing = true;
        Forget(filled);
    }

    /// <summary>Forgets bytes up to the next line.</summary>
    private void Pass()
    {
        var end = LineEnd.IndexIn(filling.AsSpan(0, filled));
        isPassing = end < 0;
        Forget(end < 0 ? filled : end + 1);
    }

    private void Forget(int count)
    {
        filling.AsSpan(count, filled - count).CopyTo(filling);
        filled -= count;
        position += count;
        looked = 0;
    }
}
