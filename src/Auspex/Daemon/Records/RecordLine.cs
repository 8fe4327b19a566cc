using System.Buffers;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Daemon.Records;

/// <summary>The pieces of the line that a record becomes, wherever one is written: the log, plugins, what a command keeps of live traffic.</summary>
/// <remarks>
/// <code>
/// line = [ "node=" NAME " " ] "type=" TYPE " msg=" text
/// </code>
/// Line ends inside the text become spaces: else whoever may send messages could write records of anyone.
/// </remarks>
internal static class RecordLine
{
    private static readonly SearchValues<byte> Breaks = SearchValues.Create("\n\r"u8);

    /// <summary>Appends <c>type=NAME msg=</c>; a type without a name is <c>UNKNOWN[1234]</c>.</summary>
    public static void AppendHead(RecordType type, ByteBuffer line)
    {
        ArgumentNullException.ThrowIfNull(line);
        line.Append("type="u8);
        var name = RecordTypes.Name(type);
        line.Append(name);
        if (name.IsEmpty)
        {
            line.Append("UNKNOWN["u8);
            line.AppendDecimal((long)type);
            line.Append((byte)']');
        }

        line.Append(" msg="u8);
    }

    /// <summary>Appends the text, with spaces for the line ends in it.</summary>
    public static void AppendText(ReadOnlySpan<byte> text, ByteBuffer line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var start = line.Length;
        line.Append(text);
        if (text.ContainsAny(Breaks)) line.From(start).ReplaceAny(Breaks, (byte)' ');
    }
}
