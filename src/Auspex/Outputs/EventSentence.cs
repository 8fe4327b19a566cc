using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Events as sentences: <c>ausearch --format text</c>. Belongs to one thread.</summary>
/// <remarks>
/// <code>
/// At 22:13:42 11/14/23 alice, acting as root, successfully changed-file-permissions-of /root/script.sh to 0755 using /usr/bin/chmod
/// </code>
/// What is unknown is left out, but for the spaces around it: that is what 4.2.2 writes. Source: spec 2.5.
/// </remarks>
internal sealed class EventSentence : IEventFormat
{
    private readonly EventNormalizer normalizer;
    private readonly EscapeMode mode;
    private readonly TimeText time;

    /// <summary>A writer of sentences.</summary>
    /// <param name="interpreter">Says what values mean, and what is made harmless in them.</param>
    /// <param name="ids">Tells what kind of account a name is.</param>
    /// <param name="zone">The time zone.</param>
    /// <param name="locale">Whose dates; none: the C locale's.</param>
    public EventSentence(Interpreter interpreter, IUserIds ids, TimeZoneInfo zone, TimeLocale? locale = null)
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        normalizer = new EventNormalizer(interpreter, ids);
        mode = interpreter.Mode;
        time = new TimeText("%T %x ", zone, locale);
    }

    /// <inheritdoc/>
    public void AppendHeader(ByteBuffer output)
    {
    }

    /// <inheritdoc/>
    public void Append(LogEvent e, ByteBuffer output, ByteBuffer messages)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(output);
        if (e.HasNode)
        {
            output.Append("On "u8);
            Escaping.Append(e.Node, mode, output);
            output.Append(" at "u8);
        }
        else
        {
            output.Append("At "u8);
        }

        time.Append(e.Stamp.Seconds, output);
        if (normalizer.TryNormalize(e))
        {
            AppendSubject(output);
            AppendDeed(output);
            AppendObject(output);
        }
        else
        {
            output.Append(" did-unknown "u8);
        }

        output.Append((byte)'\n');
    }

    private void AppendSubject(ByteBuffer output)
    {
        EventWords.AppendSubject(normalizer, output);
        if (!normalizer.Has(EventPart.ActingAs) || !normalizer.Has(EventPart.Subject)) return; // nobody acts as nobody
        if (IsSame(normalizer.Value(EventPart.ActingAs), normalizer.Value(EventPart.Subject))) return;
        if (CNumber.TryParseUnsigned(normalizer.Value(EventPart.ActingAs), 10, out var id) && (uint)id == uint.MaxValue) return;
        output.Append(", acting as "u8);
        normalizer.Append(EventPart.ActingAs, output);
        output.Append((byte)',');
    }

    /// <summary>As numbers, and a subject that is none is 0: a security label that acts as root is not told apart.</summary>
    private static bool IsSame(ReadOnlySpan<byte> acting, ReadOnlySpan<byte> subject)
    {
        if (!CNumber.TryParseUnsigned(acting, 10, out var id)) return acting.SequenceEqual(subject);
        _ = CNumber.TryParseUnsigned(subject, 10, out var other);
        return (uint)id == (uint)other;
    }

    private void AppendDeed(ByteBuffer output)
    {
        output.Append(normalizer.Result switch
        {
            EventResult.None => " "u8,
            EventResult.Success => " successfully "u8,
            _ => " unsuccessfully "u8,
        });
        output.Append(EventWords.Action(normalizer));
        output.Append((byte)' ');
    }

    private void AppendObject(ByteBuffer output)
    {
        if (normalizer.Has(EventPart.Object))
        {
            if (normalizer.ObjectIsSetting) output.Append(normalizer.Name(EventPart.Object));
            else if (normalizer.Type(EventPart.Object) == FieldType.SockAddr) AppendAddress(output);
            else normalizer.Append(EventPart.Object, output);
            output.Append((byte)' ');
        }

        if (normalizer.Has(EventPart.Target))
        {
            output.Append("to "u8);
            normalizer.Append(EventPart.Target, output);
            output.Append((byte)' ');
        }

        if (!normalizer.Processes.IsEmpty)
        {
            output.Append((byte)'(');
            output.Append(normalizer.Processes);
            output.Append(") "u8);
        }

        // 4.2.2 means "executed", of which the object is the program.
        if (normalizer.How.IsEmpty || normalizer.Action.IsEmpty || normalizer.Action.StartsWith("e"u8)) return;
        output.Append("using "u8);
        output.Append(normalizer.How);
    }

    /// <summary>Adds the address alone; of families without one, the family.</summary>
    private void AppendAddress(ByteBuffer output)
    {
        var start = output.Length;
        normalizer.Append(EventPart.Object, output);
        var text = output.From(start);
        var from = text.IndexOf("laddr="u8);
        if (from < 0) from = text.IndexOf("fam="u8);
        if (from < 0) return; // not an address at all
        from += text[from..].IndexOf((byte)'=') + 1;
        var length = text[from..].IndexOf((byte)' ');
        if (length < 0) length = text.Length - from;
        text.Slice(from, length).CopyTo(text);
        output.Truncate(start + length);
    }
}
