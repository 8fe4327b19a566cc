using Auspex.Archive;

namespace Auspex.Tests.Archive;

public sealed class LogSetTests
{
    private const string Config = LogSetOptions.DefaultConfigPath;

    [Fact]
    public void A_rotated_log_is_read_from_the_oldest_file_to_the_newest()
    {
        var files = Rotated(100, 200, 300);
        Assert.Equal("/l/audit.log.2 /l/audit.log.1 /l/audit.log", Paths(Directory(files)));
        Assert.Equal(["/l/audit.log", "/l/audit.log.1", "/l/audit.log.2"], files.Opened); // newest first: see LogSet
    }

    [Fact]
    public void A_directory_is_noted_in_the_words_of_the_tools()
    {
        using var set = Directory(Rotated(100));
        Assert.Equal(["NOTE - using logs in /l/audit.log"], set.Notes);
        Assert.Equal("", set.Error);
        Assert.Equal(7, set.TimeoutSeconds);
    }

    [Fact]
    public void Compressed_files_keep_their_number()
    {
        var files = Rotated(500).File("/l/audit.log.1", At(400)).File("/l/audit.log.2.gz", At(300)).File("/l/audit.log.3.zst", At(200)).File("/l/audit.log.4.xz", At(100));
        Assert.Equal("/l/audit.log.4.xz /l/audit.log.3.zst /l/audit.log.2.gz /l/audit.log.1 /l/audit.log", Paths(Directory(files)));
    }

    [Fact]
    public void Of_a_plain_and_a_compressed_file_the_plain_one_is_read()
    {
        var files = Rotated(500, 400).File("/l/audit.log.1.gz", At(400));
        Assert.Equal("/l/audit.log.1 /l/audit.log", Paths(Directory(files)));
    }

    [Fact]
    public void A_number_without_a_file_between_others_is_told_and_the_older_ones_are_read()
    {
        using var set = Directory(Rotated(900, 800).File("/l/audit.log.3", At(600)).File("/l/audit.log.6.xz", At(300)).File("/l/audit.log.txt", At(1)));
        Assert.Equal("/l/audit.log.6.xz /l/audit.log.3 /l/audit.log.1 /l/audit.log", Paths(set));
        Assert.Equal(["/l/audit.log.2", "/l/audit.log.4", "/l/audit.log.5"], set.LeftOut);
        Assert.Equal("NOTE - /l/audit.log.2 is left out (No such file or directory)", set.LeftOutNotes.First());
    }

    [Fact]
    public void A_number_that_cannot_be_read_is_named_and_does_not_end_the_count()
    {
        var files = Rotated(500).Refuse("/l/audit.log.1", "Permission denied").Directory("/l/audit.log.2").File("/l/audit.log.3", At(200));
        using var set = Directory(files);
        Assert.Equal("/l/audit.log.3 /l/audit.log", Paths(set));
        Assert.Contains("NOTE - /l/audit.log.1 is left out (Permission denied)", set.Notes, StringComparer.Ordinal);
        Assert.Contains("NOTE - /l/audit.log.2 is left out (Is a directory)", set.Notes, StringComparer.Ordinal);
    }

    [Fact]
    public void A_file_that_moves_while_the_files_are_opened_is_read_once()
    {
        var files = Rotated(500).File("/l/audit.log", At(500), inode: 7).File("/l/audit.log.1", At(500), inode: 7).File("/l/audit.log.2", At(400));
        Assert.Equal("/l/audit.log.2 /l/audit.log", Paths(Directory(files)));
    }

    [Fact]
    public void Several_inputs_are_read_in_the_order_they_are_given_and_none_is_left_out()
    {
        var files = new FakeLogFiles().File(Config, "").File("/b", At(1000)).File("/a", At(2000)).File("/c", At(3000));
        using var set = LogSet.Open(files, new LogSetOptions { Inputs = ["/b", "/a", "/b", "/c"] });
        Assert.Equal("/b /a /c", Paths(set)); // each once
    }

    [Fact]
    public void A_single_file_has_no_rotated_ones()
    {
        using var set = LogSet.Open(Rotated(500, 400), new LogSetOptions { Inputs = ["/l/audit.log"] });
        Assert.Equal("/l/audit.log", Paths(set));
        Assert.Empty(set.Notes);
    }

    [Fact]
    public void A_file_and_a_directory_can_be_read_together()
    {
        var files = Rotated(5000, 4000).File("/old", At(1000));
        using var set = LogSet.Open(files, new LogSetOptions { Inputs = ["/old", "/l"] });
        Assert.Equal("/old /l/audit.log.1 /l/audit.log", Paths(set));
    }

    [Fact]
    public void What_cannot_be_opened_is_an_error_in_the_words_of_the_tools()
    {
        var files = new FakeLogFiles().File(Config, "").Directory("/l").Refuse("/secret", "Permission denied");
        Assert.Equal("stat: No such file or directory", Error("/none"));
        Assert.Equal("Error opening /l/audit.log (No such file or directory)", Error("/l"));
        Assert.Equal("Error opening /secret (Permission denied)", Error("/secret"));

        string Error(string input)
        {
            using var set = LogSet.Open(files, new LogSetOptions { Inputs = [input] });
            return set.Error;
        }
    }

    [Fact]
    public void The_standard_input_comes_before_the_configured_logs_only_when_it_is_a_pipe()
    {
        var files = Rotated(500).File(Config, "log_file = /l/audit.log\n");
        Assert.Equal("-", Paths(LogSet.Open(files, new LogSetOptions { HasPipe = true })));
        Assert.Equal("/l/audit.log", Paths(LogSet.Open(files, new LogSetOptions { HasPipe = false })));
        Assert.Equal("/l/audit.log", Paths(LogSet.Open(files, new LogSetOptions { HasPipe = true, UsesConfiguredLogs = true })));
        Assert.Equal("/l/audit.log", Paths(LogSet.Open(files, new LogSetOptions { HasPipe = true, Inputs = ["/l/audit.log"] })));
    }

    [Fact]
    public void A_checkpoint_names_the_file_to_begin_with()
    {
        using var set = Directory(Rotated(500).File("/l/audit.log.1", At(400), inode: 77).File("/l/audit.log.2", At(300), inode: 78));
        Assert.False(set.TryBeginAt(new LogFileId(8, 99)));
        Assert.False(set.TryBeginAt(new LogFileId(9, 77)));
        Assert.Equal("210", Numbers(set));
        Assert.True(set.TryBeginAt(new LogFileId(8, 77)));
        Assert.Equal("10", Numbers(set));
    }

    [Fact]
    public void A_configuration_that_cannot_be_used_is_told_and_replaced()
    {
        var files = new FakeLogFiles().Refuse(Config, "Permission denied").File(LogConfig.DefaultLogFile, At(1));
        using var set = LogSet.Open(files, new LogSetOptions());
        Assert.Equal(
            [
                "Error opening config file (Permission denied)", "NOTE - using built-in end_of_event_timeout: 2",
                "NOTE - using built-in logs: /var/log/audit/audit.log",
            ],
            set.Notes);
        using var input = LogSet.Open(files, new LogSetOptions { Inputs = [LogConfig.DefaultLogFile] });
        Assert.Equal(["Error opening config file (Permission denied)", "NOTE - using built-in end_of_event_timeout: 2"], input.Notes);
    }

    [Theory]
    [InlineData(0xFDu, 0u, 0xFD00ul)]
    [InlineData(8u, 1u, 0x801ul)]
    [InlineData(0x1234u, 0x56789u, 0x1000_5672_3489ul)]
    public void A_device_is_numbered_as_in_C(uint major, uint minor, ulong device) => Assert.Equal(device, LogFileId.DeviceOf(major, minor));

    private static string At(long second) => FormattableString.Invariant($"type=X msg=audit({second}.000:1): a=b\n");

    private static FakeLogFiles Rotated(params long[] seconds)
    {
        var files = new FakeLogFiles().File(Config, "end_of_event_timeout = 7\n").Directory("/l");
        for (var i = 0; i < seconds.Length; i++) files.File(i == 0 ? "/l/audit.log" : $"/l/audit.log.{i}", At(seconds[i]));
        return files;
    }

    private static LogSet Directory(ILogFiles files) => LogSet.Open(files, new LogSetOptions { Inputs = ["/l"] });

    private static string Paths(LogSet set) => string.Join(' ', set.Logs.Select(l => l.Path));

    private static string Numbers(LogSet set) => string.Concat(set.Logs.Select(l => l.Path.Length == "/l/audit.log".Length ? '0' : l.Path[^1]));
}
