using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Events as a table: <c>ausearch --format csv</c>. Belongs to one thread.</summary>
/// <remarks>
/// <code>
/// row = NODE,EVENT,DATE,TIME,[YEAR,MONTH,DAY,WEEKDAY,HOUR,MILLI,GMT_OFFSET,]SERIAL_NUM,EVENT_KIND,SESSION,SUBJ_PRIME,SUBJ_SEC,
///       SUBJ_KIND,[SUBJ_LABEL,]ACTION,RESULT,OBJ_PRIME,OBJ_SEC,[OBJ2,][OBJ_LABEL,]OBJ_KIND,HOW[,KEY] LF
/// </code>
/// Source: spec 2.4. Departures from 4.2.2: docs/differences.md, gmt-offset and those of the normaliser.
/// </remarks>
internal sealed class EventCsv : IEventFormat
{
    private readonly EventCsvOptions options;
    private readonly EventNormalizer normalizer;
    private readonly EscapeMode mode;
    private readonly TimeText time;
    private readonly TimeText offset;
    private readonly ByteBuffer scratch = new(16);

    /// <summary>A writer of rows.</summary>
    /// <param name="interpreter">Says what values mean, and what is made harmless in them.</param>
    /// <param name="ids">Tells what kind of account a name is.</param>
    /// <param name="zone">The time zone of all columns.</param>
    /// <param name="options">Which columns.</param>
    public EventCsv(Interpreter interpreter, IUserIds ids, TimeZoneInfo zone, EventCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        mode = interpreter.Mode;
        normalizer = new EventNormalizer(interpreter, ids, options.HasLabels);
        time = new TimeText(options.HasTime ? "%x,%T,%Y,%m,%d,%u,%k," : "%x,%T,", zone, options.Locale);
        offset = new TimeText("%z", zone);
    }

    /// <inheritdoc/>
    public void AppendHeader(ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Append("NODE,EVENT,DATE,TIME,"u8);
        if (options.HasTime) output.Append("YEAR,MONTH,DAY,WEEKDAY,HOUR,MILLI,GMT_OFFSET,"u8);
        output.Append("SERIAL_NUM,EVENT_KIND,SESSION,SUBJ_PRIME,SUBJ_SEC,SUBJ_KIND,"u8);
        if (options.HasLabels) output.Append("SUBJ_LABEL,"u8);
        output.Append("ACTION,RESULT,OBJ_PRIME,OBJ_SEC,"u8);
        if (options.HasTarget) output.Append("OBJ2,"u8);
        if (options.HasLabels) output.Append("OBJ_LABEL,"u8);
        output.Append(options.HasKey ? "OBJ_KIND,HOW,KEY\n"u8 : "OBJ_KIND,HOW\n"u8);
    }

    /// <inheritdoc/>
    public void Append(LogEvent e, ByteBuffer output, ByteBuffer messages)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(messages);
        AppendHead(e, output);
        if (normalizer.TryNormalize(e))
        {
            AppendSubject(output);
            AppendDeed(output);
            AppendObject(output);
        }
        else
        {
            messages.Append("error normalizing "u8);
            var type = RecordTypes.Name(e.FirstType);
            if (type.IsEmpty) Escaping.Append(e.View(0).TypeName, mode, messages);
            else messages.Append(type);
            messages.Append((byte)'\n');
            // 4.2.2 forgets that there are a session and a second object.
            var columns = 10 + (options.HasLabels ? 2 : 0) + (options.HasKey ? 1 : 0);
            if (options.IsQuoted) columns += options.HasTarget ? 2 : 1;
            for (; columns > 0; columns--) output.Append((byte)',');
        }

        output.Append((byte)'\n');
    }

    private void AppendHead(LogEvent e, ByteBuffer output)
    {
        if (e.HasNode)
        {
            var start = output.Length;
            Escaping.Append(e.Node, mode, output);
            Close(start, output);
        }

        output.Append((byte)',');
        output.Append(RecordTypes.Name(e.FirstType));
        output.Append((byte)',');
        AppendTime(e.Stamp, output);
        output.AppendDecimal(e.Stamp.Serial);
    }

    /// <summary>A time that no calendar holds is a number in the first column of it, and the others are empty.</summary>
    private void AppendTime(EventStamp stamp, ByteBuffer output)
    {
        var start = output.Length;
        time.Append(stamp.Seconds, output);
        if (!output.From(start).Contains((byte)','))
        {
            output.Append(options.HasTime ? ",,,,,,,,,"u8 : ",,"u8);
            return;
        }

        if (!options.HasTime) return;
        output.AppendDecimal(stamp.Milliseconds % 1000);
        output.Append((byte)',');
        scratch.Clear();
        offset.Append(stamp.Seconds, scratch);
        output.Append(scratch.Written[..3]); // +0530 as +05:30
        output.Append((byte)':');
        output.Append(scratch.Written[3..]);
        output.Append((byte)',');
    }

    private void AppendSubject(ByteBuffer output)
    {
        output.Append((byte)',');
        output.Append(EventWords.Of(normalizer.Kind));
        AppendPart(EventPart.Session, output);
        output.Append((byte)',');
        var start = output.Length;
        EventWords.AppendSubject(normalizer, output);
        Close(start, output);
        AppendPart(EventPart.ActingAs, output);
        output.Append((byte)',');
        output.Append(EventWords.Of(normalizer.SubjectKind));
        if (options.HasLabels) AppendPart(EventPart.SubjectLabel, output);
    }

    private void AppendDeed(ByteBuffer output)
    {
        output.Append((byte)',');
        AppendText(EventWords.Action(normalizer), output);
        output.Append((byte)',');
        if (normalizer.Result != EventResult.None) output.Append(normalizer.Result == EventResult.Success ? "success"u8 : "failed"u8);
    }

    private void AppendObject(ByteBuffer output)
    {
        if (normalizer.ObjectIsSetting)
        {
            output.Append((byte)',');
            output.Append(normalizer.Name(EventPart.Object));
        }
        else
        {
            AppendPart(EventPart.Object, output);
        }

        AppendPart(EventPart.ObjectDetail, output);
        if (options.HasTarget) AppendPart(EventPart.Target, output);
        if (options.HasLabels) AppendPart(EventPart.ObjectLabel, output);
        output.Append((byte)',');
        output.Append(EventWords.Of(normalizer.ObjectKind));
        output.Append((byte)',');
        AppendText(normalizer.How, output);
        if (options.HasKey) AppendPart(EventPart.Key, output);
    }

    /// <summary>Adds the comma, then what the part means.</summary>
    private void AppendPart(EventPart part, ByteBuffer output)
    {
        output.Append((byte)',');
        var start = output.Length;
        normalizer.Append(part, output);
        Close(start, output);
    }

    private void AppendText(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        var start = output.Length;
        output.Append(text);
        Close(start, output);
    }

    /// <summary>Quotes the value that begins at <paramref name="start"/>, where that was asked for and it needs it.</summary>
    private void Close(int start, ByteBuffer output)
    {
        if (!options.IsQuoted || output.From(start).IndexOfAny(",\"\r\n"u8) < 0) return;
        var length = output.Length - start;
        var quotes = output.From(start).Count((byte)'"');
        _ = output.GetSpan(quotes + 2);
        output.Advance(quotes + 2);
        var text = output.From(start);
        var write = text.Length;
        text[--write] = (byte)'"';
        for (var read = length - 1; read >= 0; read--)
        {
            var c = text[read];
            text[--write] = c;
            if (c == (byte)'"') text[--write] = c;
        }

        text[0] = (byte)'"';
    }
}
