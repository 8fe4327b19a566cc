using System.Text;
using Auspex.Interpretation;
using Auspex.Outputs;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Normalization;
using Auspex.Tests.Search;
using Auspex.Text;

namespace Auspex.Tests.Outputs;

/// <summary>Logs as the formats write them, in UTC and for the users of the machine the goldens were made on.</summary>
internal static class EventFormats
{
    /// <summary>Every extra column.</summary>
    public static EventCsvOptions Extra { get; } = new() { HasTime = true, HasLabels = true, HasTarget = true, HasKey = true };

    public static EventCsv Csv(EventCsvOptions? options = null, TimeZoneInfo? zone = null, IUserNames? names = null, EscapeMode mode = EscapeMode.Tty) =>
        new(new Interpreter(names ?? new FixedNames(), mode), new FixedIds(), zone ?? TimeZoneInfo.Utc, options ?? new EventCsvOptions());

    public static EventSentence Sentence(IUserNames? names = null) => new(new Interpreter(names ?? new FixedNames()), new FixedIds(), TimeZoneInfo.Utc);

    /// <summary>What <paramref name="format"/> writes of a log, header and all, and what it says on standard error.</summary>
    public static (string Output, string Messages) Write(IEventFormat format, byte[] log)
    {
        var output = new ByteBuffer();
        var messages = new ByteBuffer();
        format.AppendHeader(output);
        Logs.Select(log, e =>
        {
            format.Append(e, output, messages);
            return 0;
        });
        return (Encoding.UTF8.GetString(output.Written), Encoding.UTF8.GetString(messages.Written));
    }

    /// <summary>The same of records without their heads, <c>SYSCALL arch=…</c>, that make up one event.</summary>
    public static string Write(IEventFormat format, params string[] records)
    {
        var log = string.Concat(records.Select(r =>
            $"type={r.Split(' ')[0]} msg=audit(1700000000.100:7): {(r.Contains(' ', StringComparison.Ordinal) ? r[(r.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "")}\n"));
        return Write(format, Encoding.UTF8.GetBytes(log)).Output;
    }
}
