using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Records;

/// <summary>Puts the arguments of an exec together from its EXECVE records. Belongs to one thread.</summary>
/// <remarks>
/// <code>
/// body   = [ "argc=" N ] *( aN=VALUE | aN_len=N | aN[K]=VALUE )     over any number of records
/// </code>
/// They count by their numbers, whatever the order of records and fields. Where arguments or a piece are missing an ellipsis stands, one for
/// each run, so that nothing looks whole that is not. Source: kernel audit_log_execve_info, observed on 6.18.
/// </remarks>
internal sealed class CommandLineReader
{
    private const int KeptPieces = 1 << 12;

    private readonly FieldIndex fields = new();
    private readonly ByteBuffer text = new(4096, 1 << 16);
    private readonly List<Entry> entries = [];
    private readonly List<MissingArgument> missing = [];
    private List<ArgumentPiece> pieces = [];
    private byte[] decoded = new byte[1024];

    /// <summary>True when there is an EXECVE record with an argument, or one that says there are none.</summary>
    internal bool IsKnown { get; private set; }

    /// <summary>True when arguments, or parts of them, are missing.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>How many the program got, by the record; where that does not say, as many as the last one here shows.</summary>
    internal int Total { get; private set; }

    /// <summary>The arguments, each ended by NUL; valid until the next <see cref="Read"/>.</summary>
    internal ReadOnlySpan<byte> Text => text.Written;

    /// <summary>How many there are here, ellipses included.</summary>
    internal int Count => entries.Count;

    /// <summary>One of them.</summary>
    internal ReadOnlySpan<byte> this[int index] => text.Written[(index == 0 ? 0 : entries[index - 1].End + 1)..entries[index].End];

    /// <summary>What is missing, in order.</summary>
    internal IReadOnlyList<MissingArgument> Missing => missing;

    private static ReadOnlySpan<byte> Ellipsis => "…"u8;

    /// <summary>True when the one at <paramref name="index"/> is an ellipsis in the place of arguments.</summary>
    internal bool IsEllipsis(int index) => entries[index].IsEllipsis;

    /// <summary>Takes the arguments of the event with <paramref name="records"/>.</summary>
    internal void Read(IRecordList records)
    {
        text.Clear();
        entries.Clear();
        missing.Clear();
        pieces.Clear();
        if (pieces.Capacity > KeptPieces) pieces = [];
        IsCut = false;
        var declared = Find(records);
        IsKnown = declared >= 0 || pieces.Count > 0;
        var next = 0; // the number of the argument after the last
        for (var at = 0; at < pieces.Count;)
        {
            var argument = pieces[at].Argument;
            if (argument > next) AppendMissing(next, argument - 1);
            AppendArgument(records, ref at);
            next = argument + 1;
        }

        Total = Math.Max(declared, next);
        if (next < declared) AppendMissing(next, declared - 1);
        else if (declared < 0 && pieces.Count > 0) AppendMissing(next, MissingArgument.Open);
    }

    /// <summary>Adds them to <paramref name="output"/> with a space between.</summary>
    internal void AppendLine(ByteBuffer output)
    {
        for (var i = 0; i < Count; i++)
        {
            if (i > 0) output.Append((byte)' ');
            output.Append(this[i]);
        }
    }

    /// <summary>Finds where everything stands, in the order in which it belongs.</summary>
    /// <returns>argc; -1 when no record has it.</returns>
    private int Find(IRecordList records)
    {
        var declared = -1;
        var isOrdered = true;
        for (var i = 0; i < records.Count; i++)
        {
            if (records.TypeOf(i) != RecordType.Execve) continue;
            var body = records.BodyOf(i);
            fields.Fill(body);
            IsCut |= fields.Dropped > 0;
            foreach (ref readonly var range in fields.Ranges)
            {
                var name = body.Slice(range.NameStart, range.NameLength);
                if (name.SequenceEqual("argc"u8))
                {
                    if (declared < 0 && DecimalText.TryParse(body.Slice(range.ValueStart, range.ValueLength), out int count)) declared = count;
                }
                else if (ArgumentName.TryParse(name, out var argument, out var number))
                {
                    var piece = new ArgumentPiece(argument, number, i, range);
                    isOrdered &= pieces.Count == 0 || pieces[^1].CompareTo(piece) < 0;
                    pieces.Add(piece);
                }
            }
        }

        if (!isOrdered) pieces.Sort();
        return declared;
    }

    /// <summary>Adds the argument that begins at <paramref name="at"/>, and goes on behind it.</summary>
    private void AppendArgument(IRecordList records, ref int at)
    {
        var start = text.Length;
        var argument = pieces[at].Argument;
        long length = -1; // aN_len
        long written = 0; // as the record has it
        var number = int.MinValue; // the piece before
        var isCut = false;
        for (; at < pieces.Count && pieces[at].Argument == argument; at++)
        {
            var piece = pieces[at];
            if (piece.Piece == number || (number == ArgumentPiece.Whole && piece.Piece >= 0)) continue; // told twice: the first counts
            var range = piece.Range;
            var value = records.BodyOf(piece.Record).Slice(range.ValueStart, range.ValueLength);
            if (piece.Piece == ArgumentPiece.Length)
            {
                if (length < 0 && !DecimalText.TryParse(value, out length)) length = -1;
                continue;
            }

            var expected = Math.Max(number, ArgumentPiece.Whole) + 1;
            if (piece.Piece > expected) isCut = AppendMissingPiece(argument, expected);
            number = piece.Piece;
            written += FieldValue.Unquote(value).Length;
            AppendDecoded(value);
        }

        // The length counts the text, or the digits it is written with.
        if (!isCut && length > text.Length - start && written != length) _ = AppendMissingPiece(argument, Math.Max(number, ArgumentPiece.Whole) + 1);
        EndArgument(false);
    }

    private void AppendMissing(int first, int last)
    {
        IsCut = true;
        missing.Add(new MissingArgument(first, last));
        text.Append(Ellipsis);
        EndArgument(true);
    }

    private bool AppendMissingPiece(int argument, int piece)
    {
        missing.Add(new MissingArgument(argument, argument, piece));
        text.Append(Ellipsis);
        return IsCut = true;
    }

    private void EndArgument(bool isEllipsis)
    {
        entries.Add(new Entry(text.Length, isEllipsis));
        text.Append((byte)0);
    }

    private void AppendDecoded(ReadOnlySpan<byte> value)
    {
        if (decoded.Length < value.Length) decoded = new byte[value.Length];
        text.Append(FieldValue.UntrustedText(value, decoded));
    }
    private readonly record struct Entry(int End, bool IsEllipsis);
}
