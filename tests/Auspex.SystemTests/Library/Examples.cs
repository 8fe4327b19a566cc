using System.Text;
using Auspex.Linux.Reading;
using Auspex.Normalization;
using Auspex.Records;

namespace Auspex.SystemTests.Library;

/// <summary>The examples of docs/library.md, between the marks, as they stand there: so they compile, and are run.</summary>
internal static class Examples
{
    internal static void Summaries(string path)
    {
        // example: summaries
        using var events = AuditEvents.Open(path);
        foreach (var e in events)
        {
            var said = events.Summarize(e);
            Console.WriteLine($"{said.Time:HH:mm:ss} {said.Subject} {said.Action} {said.Object}: {said.Result}");
        }

        foreach (var problem in events.Problems) Console.WriteLine(problem);
        // end
    }

    internal static void Fields(string path)
    {
        // example: fields
        Span<byte> room = stackalloc byte[8192];
        using var events = AuditEvents.Open(path);
        foreach (var e in events)
        {
            for (var i = 0; i < e.Count; i++)
            {
                var record = e.View(i);
                Console.WriteLine($"{record.Type} of event {record.Stamp.Serial}");
                foreach (var field in new FieldReader(record.Body))
                {
                    if (field.Name.SequenceEqual("proctitle"u8) || field.Name.SequenceEqual("pid"u8))
                        Console.WriteLine($"  {Encoding.UTF8.GetString(field.Name)}: {Encoding.UTF8.GetString(field.Text(room)).Replace('\0', ' ')}");
                }
            }
        }
        // end
    }

    internal static void Matching(string path)
    {
        // example: matching
        using var events = AuditEvents.Open(path);
        foreach (var e in events.Matching("auid i= alice && success i= no"))
            Console.WriteLine(events.Summarize(e));
        // end
    }

    internal static void Counting(string path)
    {
        // example: counting
        using var events = AuditEvents.Open(path);
        var failed = events.Select(events.Summarize).Where(e => e.Result == EventResult.Failed);
        foreach (var program in failed.CountBy(e => e.Executable).OrderByDescending(e => e.Value))
            Console.WriteLine($"{program.Value} by {program.Key}");
        // end
    }

    internal static void Beside(string path)
    {
        // example: beside
        using var events = AuditEvents.Open(path);
        var failed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var e in events)
        {
            var said = events.Summarize(e);
            Console.WriteLine($"{said.Serial} {said.Subject} {said.Action} {said.Object} by {said.Executable}: {said.Result}");
            if (said.Result != EventResult.Failed) continue;
            failed[said.Executable] = failed.GetValueOrDefault(said.Executable) + 1;
            foreach (var key in said.Keys) Console.WriteLine($"  asked for by {key}");
        }

        foreach (var (program, count) in failed) Console.WriteLine($"{count} failed by {program}");
        // end
    }

    internal static void Listening()
    {
        // example: listening
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var events = AuditEvents.Listen(limit.Token);
        foreach (var e in events)
        {
            Console.WriteLine(events.Summarize(e));
            break;
        }
        // end
    }

    /// <summary>Keeps what the examples write.</summary>
    internal static class Console
    {
        private static readonly StringBuilder Written = new();

        internal static void WriteLine(object line) => Written.Append(line).Append('\n');

        /// <summary>What was written since the last time.</summary>
        internal static string Take()
        {
            var text = Written.ToString();
            Written.Clear();
            return text;
        }
    }
}
