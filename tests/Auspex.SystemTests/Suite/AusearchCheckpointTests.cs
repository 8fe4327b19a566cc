using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>A log that is searched again and again, from where the last search ended.</summary>
public sealed class AusearchCheckpointTests
{
    [Fact]
    public void The_second_search_finds_only_what_came_since()
    {
        using var logs = new LogFolder();
        logs.Append(1, 2, 3);
        Assert.Equal([1, 2, 3], logs.Search());
        Assert.Empty(logs.Search(exitCode: 1, errors: "<no matches>\n"));
        logs.Append(4, 5);
        Assert.Equal([4, 5], logs.Search());
    }

    [Fact]
    public void The_file_holds_device_inode_and_the_last_event_as_the_tools_write_it()
    {
        using var logs = new LogFolder();
        logs.Append(1);
        _ = logs.Search();
        Assert.Matches("^dev=0x[0-9A-F]+\ninode=[0-9]+\noutput=- 1700000001.250:1 0x464\n$", File.ReadAllText(logs.Checkpoint));
    }

    [Fact]
    public void Events_that_did_not_match_are_behind_the_checkpoint_too()
    {
        using var logs = new LogFolder();
        logs.Append(1, 2);
        Assert.Empty(logs.Search(exitCode: 1, errors: "<no matches>\n", "-k", "nosuch"));
        logs.Append(3);
        Assert.Equal([3], logs.Search());
    }

    [Fact]
    public void An_event_that_may_go_on_is_left_for_the_next_time()
    {
        using var logs = new LogFolder();
        logs.Append(1);
        logs.AppendLine("type=SYSCALL msg=audit(1700000002.250:2): arch=c000003e syscall=59 success=yes exit=0");
        Assert.Equal([1], logs.Search());
        logs.AppendLine("type=PROCTITLE msg=audit(1700000002.250:2): proctitle=\"x\"");
        Assert.Equal([2], logs.Search());
    }

    [Fact]
    public void A_rotated_log_is_read_on_under_its_new_name()
    {
        using var logs = new LogFolder();
        logs.Append(1, 2);
        Assert.Equal([1, 2], logs.Search());
        logs.Append(3);
        logs.Rotate();
        logs.Append(4);
        Assert.Equal([3, 4], logs.Search());
    }

    [Fact]
    public void A_log_that_is_gone_ends_with_10_in_silence()
    {
        using var logs = new LogFolder();
        logs.Append(1, 2);
        _ = logs.Search();
        logs.Replace(3, 4);
        Assert.Empty(logs.Search(exitCode: 10, errors: ""));
        Assert.Equal([3, 4], logs.Search(words: ["--start", "checkpoint"])); // by time alone it goes on
    }

    [Fact]
    public void A_checkpoint_that_does_not_fit_the_log_ends_with_12_and_stays()
    {
        using var logs = new LogFolder();
        logs.Append(1, 2, 9);
        _ = logs.Search();
        var wrong = File.ReadAllText(logs.Checkpoint).Replace("1700000009.250:9", "1700000002.999:2", StringComparison.Ordinal);
        File.WriteAllText(logs.Checkpoint, wrong);
        Assert.Empty(logs.Search(
            exitCode: 12,
            errors: "Corrupted checkpoint file. Inode match, but newer complete event (1700000009.250:9) found before loaded checkpoint 1700000002.999:2\n"
                + "ausearch: search once with --start checkpoint, which looks at the saved time only\n"));
        Assert.Equal(wrong, File.ReadAllText(logs.Checkpoint));
        Assert.Equal([9], logs.Search(words: ["--start", "checkpoint"]));
    }

    [Theory]
    [InlineData("foo", "Unknown checkpoint line - [foo]")]
    [InlineData("", "Unknown checkpoint line - []")]
    [InlineData("a\u001B[31m\u009B", "Unknown checkpoint line - [a\\033[31m\\302\\233]")]
    [InlineData("dev=zz", "Malformed dev checkpoint line - [dev=zz]")]
    [InlineData("inode=abc", "Malformed inode checkpoint line - [inode=abc]")]
    [InlineData("output=", "Malformed output/event checkpoint line near node - [output=]")]
    [InlineData("output=x", "Malformed output/event checkpoint line near node - [output=x]")]
    [InlineData("output=- 1.2", "Malformed output/event checkpoint line after node - [output=- 1.2]")]
    [InlineData("output=- 1.2:3 zz", "Malformed output/event checkpoint line after node - [output=- 1.2:3 zz]")]
    public void A_malformed_checkpoint_ends_with_10(string line, string message)
    {
        using var logs = new LogFolder();
        logs.Append(1);
        File.WriteAllText(logs.Checkpoint, $"dev=0x10\ninode=12\n{line}\n");
        Assert.Empty(logs.Search(exitCode: 10, errors: message + "\n", hint: true));
    }

    [Fact]
    public void A_checkpoint_without_device_or_inode_ends_with_10()
    {
        using var logs = new LogFolder();
        logs.Append(1);
        File.WriteAllText(logs.Checkpoint, "dev=0x10\n");
        Assert.Empty(logs.Search(exitCode: 10, errors: $"Missing dev/inode lines from checkpoint file {logs.Checkpoint}\n", hint: true));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_ends_with_11_behind_what_was_found()
    {
        using var logs = new LogFolder();
        logs.Append(1);
        logs.Checkpoint = "/nonexistent/checkpoint";
        Assert.Equal([1], logs.Search(exitCode: 11, errors: "Cannot open checkpoint file - /nonexistent/checkpoint: No such file or directory\n"));
    }

    [Fact]
    public void Just_one_is_not_noted()
    {
        using var logs = new LogFolder();
        logs.Append(1, 2);
        Assert.Equal([1], logs.Search(words: "--just-one"));
        Assert.EndsWith("output=- 0.000:0 0x0\n", File.ReadAllText(logs.Checkpoint), StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_is_part_of_the_identity()
    {
        using var logs = new LogFolder();
        logs.AppendLine("node=web1 type=USER_AUTH msg=audit(1700000001.250:1): pid=1 uid=0");
        Assert.Equal([1], logs.Search());
        Assert.Contains("output=web1 1700000001.250:1 0x44C\n", File.ReadAllText(logs.Checkpoint), StringComparison.Ordinal);
        logs.AppendLine("node=web1 type=USER_AUTH msg=audit(1700000002.250:2): pid=1 uid=0");
        Assert.Equal([2], logs.Search());
    }

    /// <summary>A folder with audit.log and its rotated files, and a checkpoint beside it.</summary>
    private sealed class LogFolder : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public LogFolder() => Checkpoint = folder.PathOf("checkpoint");

        public string Checkpoint { get; set; }

        private string Log => folder.PathOf("audit.log");

        public void Dispose() => folder.Dispose();

        public void AppendLine(string line) => File.AppendAllText(Log, line + "\n");

        public void Append(params int[] serials)
        {
            foreach (var serial in serials) AppendLine(FormattableString.Invariant($"type=USER_TTY msg=audit({1700000000 + serial}.250:{serial}): pid=1 uid=0"));
        }

        public void Rotate() => File.Move(Log, folder.PathOf("audit.log.1"));

        public void Replace(params int[] serials)
        {
            File.Move(Log, folder.PathOf("elsewhere"));
            Append(serials);
        }

        public int[] Search(int exitCode = 0, string errors = "", params string[] words) => Search(exitCode, errors, hint: false, words);

        public int[] Search(int exitCode, string errors, bool hint, params string[] words)
        {
            var run = SuiteRun.Ausearch(["-if", folder.FullName, "--checkpoint", Checkpoint, .. words]);
            var expected = $"NOTE - using logs in {folder.FullName}/audit.log\n" + errors;
            var noted = run.Errors.StartsWith("NOTE", StringComparison.Ordinal) ? run.Errors : $"NOTE - using logs in {folder.FullName}/audit.log\n" + run.Errors;
            if (hint) Assert.StartsWith(expected + "ausearch: ", noted, StringComparison.Ordinal);
            else Assert.Equal(expected, noted);
            Assert.Equal(exitCode, run.ExitCode);
            return run.Serials();
        }
    }
}
