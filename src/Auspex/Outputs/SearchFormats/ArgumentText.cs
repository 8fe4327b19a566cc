using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary>The arguments of an exec, put together from its EXECVE records by their numbers. Belongs to one thread.</summary>
/// <remarks>
/// <c>argc=N</c>, then <c>aN="text"</c>, <c>aN=HEX</c>, or <c>aN_len=N aN[0]=… aN[1]=…</c> over several records. Records may be lost, or
/// stand in another order; what is missing has a mark in its place. Source: kernel audit_log_execve_info.
/// </remarks>
internal sealed class ArgumentText
{
    private const int LengthPlace = -2; // before the pieces of the argument
    private const int WholePlace = -1;

    private readonly ByteBuffer text = new(1024, 1 << 20);
    private readonly List<Part> parts = [];
    private readonly List<Argument> arguments = [];
    private readonly List<MissingArgument> missing = [];
    private byte[] decoded = new byte[1024];
    private int declared;

    /// <summary>Stands where something is missing.</summary>
    public static ReadOnlySpan<byte> Mark => "…"u8;

    /// <summary>How many are known.</summary>
    public int Count => arguments.Count;

    /// <summary>How many the program was given, as far as the records say.</summary>
    public int Total => Math.Max(declared, arguments.Count == 0 ? 0 : arguments[^1].Number + 1);

    /// <summary>What is missing, in order.</summary>
    public IReadOnlyList<MissingArgument> Missing => missing;

    /// <summary>One that is known; where pieces of it are missing, <see cref="Mark"/> stands for them.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : arguments[index - 1].End;
            return text.Written[start..arguments[index].End];
        }
    }

    /// <summary>Takes those of <paramref name="e"/>.</summary>
    public void Read(LogEvent e)
    {
        text.Clear();
        parts.Clear();
        arguments.Clear();
        missing.Clear();
        declared = 0;
        FindParts(e);
        var next = 0;
        for (var i = 0; i < parts.Count;)
        {
            var number = parts[i].Number;
            AddMissing(next, number - 1);
            i = Join(e, i);
            next = number + 1;
        }

        AddMissing(next, declared - 1);
    }

    /// <summary>Adds them with a space between, and a mark for each run that is missing.</summary>
    public void AppendLine(ByteBuffer output)
    {
        var next = 0;
        for (var i = 0; i < Count; i++)
        {
            if (i > 0) output.Append((byte)' ');
            if (arguments[i].Number > next)
            {
                output.Append(Mark);
                output.Append((byte)' ');
            }

            output.Append(this[i]);
            next = arguments[i].Number + 1;
        }

        if (next >= Total) return;
        if (Count > 0) output.Append((byte)' ');
        output.Append(Mark);
    }

    private void FindParts(LogEvent e)
    {
        var isOrdered = true;
        for (var i = 0; i < e.Count; i++)
        {
            if (e.Spots[i].Type != RecordType.Execve) continue;
            foreach (var field in new FieldReader(e[i].Body))
            {
                if (field.Name.SequenceEqual("argc"u8))
                {
                    if (DecimalText.TryParse(field.Value, out int count)) declared = count;
                    continue;
                }

                if (!ArgumentName.TryParse(field.Name, out var number, out var isPiece, out var isLength) || number == int.MaxValue) continue;
                var place = isLength ? LengthPlace : isPiece ? ArgumentName.PieceOf(field.Name) : WholePlace;
                var part = new Part(number, place, i, field.Range.ValueStart, field.Value.Length);
                isOrdered &= parts.Count == 0 || part.Number > parts[^1].Number || (part.Number == parts[^1].Number && place > parts[^1].Place);
                parts.Add(part);
            }
        }

        if (!isOrdered) parts.Sort(static (a, b) => (a.Number, a.Place, a.Record, a.Start).CompareTo((b.Number, b.Place, b.Record, b.Start)));
    }

    /// <summary>Puts the argument together that begins at part <paramref name="index"/>.</summary>
    /// <returns>The first part of the next one.</returns>
    private int Join(LogEvent e, int index)
    {
        var number = parts[index].Number;
        var (length, bytes, digits, next, hasHole) = (-1L, 0L, 0L, 0, false);
        for (; index < parts.Count && parts[index].Number == number; index++)
        {
            var part = parts[index];
            var value = e[part.Record].Body.Slice(part.Start, part.Length);
            if (part.Place == LengthPlace)
            {
                if (!DecimalText.TryParse(value, out length)) length = -1;
                continue;
            }

            if (part.Place < next && next > 0) continue; // the same piece again
            if (part.Place > next)
            {
                AddMissingPiece(number, next);
                hasHole = true;
            }

            if (decoded.Length < value.Length) decoded = new byte[value.Length];
            var piece = FieldValue.TextOf(value, decoded);
            text.Append(piece);
            (bytes, digits, next) = (bytes + piece.Length, digits + value.Length, Math.Max(part.Place, 0) + 1);
        }

        // Old kernels give the length in digits. Where a piece is missing before, what the length says is known.
        if (!hasHole && length > bytes && length != digits) AddMissingPiece(number, next);
        arguments.Add(new Argument(number, text.Length));
        return index;
    }

    private void AddMissing(int first, int last)
    {
        if (last >= first) missing.Add(new MissingArgument(first, last));
    }

    private void AddMissingPiece(int number, int piece)
    {
        missing.Add(new MissingArgument(number, number, piece));
        text.Append(Mark);
    }

    /// <summary>Where a field of an argument stands: the argument, which part of it, and the place in the event.</summary>
    private readonly record struct Part(int Number, int Place, int Record, int Start, int Length);

    private readonly record struct Argument(int Number, int End);
}
