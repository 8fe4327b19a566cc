using System.Text.RegularExpressions;
using Auspex.Linux.Reading;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Library;

/// <summary>docs/library.md: its examples are those that are compiled here, and say what it shows.</summary>
[Collection(KernelCollection.Name)]
public sealed partial class LibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string document = File.ReadAllText(Repository.PathOf("docs", "library.md"));
    private readonly string log;

    public LibraryTests() => log = folder.Write("audit.log", BlockOf("log").Replace('␝', '\x1D'));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_examples_of_the_document_are_these()
    {
        var source = File.ReadAllText(Repository.PathOf("tests", "Auspex.SystemTests", "Library", "Examples.cs"));
        var compiled = Compiled().Matches(source).Select(static m => Indent().Replace(m.Groups["code"].Value, "")).ToList();
        var shown = Block().Matches(document).Where(static m => m.Groups["language"].Value == "csharp").Select(static m => m.Groups["text"].Value).ToList();
        Assert.Equal(6, compiled.Count);
        Assert.Equal(compiled.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void They_say_what_the_document_shows()
    {
        var shown = Block().Matches(document).Where(static m => m.Groups["language"].Value == "text").Select(static m => m.Groups["text"].Value).ToList();
        Assert.Equal(5, shown.Count);
        Action<string>[] examples = [Examples.Summaries, Examples.Fields, Examples.Matching, Examples.Counting, Examples.Beside];
        foreach (var (example, expected) in examples.Zip(shown))
        {
            example(log);
            Assert.Equal(expected, Examples.Console.Take());
        }
    }

    [Fact]
    public void The_program_of_auparse_says_the_same()
    {
        var tried = Python("-c", "import auparse");
        Assert.SkipUnless(tried.ExitCode == 0, $"SKIPPED: python3 with Debian's auparse does not run here: {tried.Errors}");
        var program = folder.Write("beside.py", BlockOf("python"));
        Assert.Equal(Block().Matches(document).Last(static m => m.Groups["language"].Value == "text").Groups["text"].Value, Python(program, log).Output);

        static ProgramResult Python(params string[] words)
        {
            var modules = $"PYTHONPATH={DebianTools.Root}/usr/lib/python3/dist-packages";
            using var run = RunningProgram.Start("/usr/bin/env", [DebianTools.Environ, modules, "python3", .. words]);
            return run.WaitForEnd(30_000);
        }
    }

    [Fact]
    public void The_running_kernel_is_listened_to()
    {
        using var kernel = KernelLock.Acquire();
        using var stop = new CancellationTokenSource();
        var listening = Task.Run(Examples.Listening, stop.Token);
        while (!listening.IsCompleted)
        {
            kernel.Control.SendUserMessage(1107, "op=library acct=\"alice\" res=success"u8);
            Thread.Sleep(100);
        }

        Assert.True(listening.IsCompletedSuccessfully, listening.Exception?.ToString());
        Assert.NotEmpty(Examples.Console.Take());
        kernel.AssertAsBefore();
    }

    [Fact]
    public void A_log_is_read_as_ausearch_reads_it()
    {
        using var events = AuditEvents.Open(log);
        var kept = events.ToList(); // each owns its bytes
        var raw = AuspexTool.Run("ausearch", "-if", log, "--raw").Lines;
        Assert.Equal(raw, kept.SelectMany(static e => Enumerable.Range(0, e.Count).Select(i => System.Text.Encoding.UTF8.GetString(e[i].Line))), StringComparer.Ordinal);
        Assert.Throws<InvalidOperationException>(() => events.Count());
    }

    [Fact]
    public void What_cannot_be_opened_or_read_is_told()
    {
        Assert.Equal("/nonexistent/audit.log: No such file or directory", Assert.Throws<IOException>(static () => AuditEvents.Open("/nonexistent/audit.log")).Message);
        using var damaged = AuditEvents.Open(folder.Write("damaged.log", "no record\n\0\0\0" + BlockOf("log")));
        Assert.NotEmpty(damaged);
        Assert.Contains(damaged.Problems, static p => p == "1 lines are no records");
        using var other = AuditEvents.Open(log);
        var wrong = Assert.Throws<FormatException>(() => other.Matching("auid ="));
        Assert.Contains("(character ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_rotated_logs_is_one_log()
    {
        File.WriteAllText(folder.PathOf("audit.log.1"), "type=USER msg=audit(1795251000.000:7): pid=1 uid=0 auid=4294967295 ses=4294967295 msg='op=old'\n");
        using var events = AuditEvents.Open(folder.FullName);
        Assert.Equal(7UL, events.First().Stamp.Serial);
    }

    private string BlockOf(string language) => Assert.Single(Block().Matches(document), m => m.Groups["language"].Value == language).Groups["text"].Value;

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Block();

    [GeneratedRegex(@"// example: \w+\n(?<code>.*?) *// end$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Compiled();

    [GeneratedRegex("^ {8}", RegexOptions.Multiline, 5000)]
    private static partial Regex Indent();
}
