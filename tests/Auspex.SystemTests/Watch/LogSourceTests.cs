using System.IO.Compression;
using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>watch, tree and ps read what ausearch reads, and say what they cannot.</summary>
public sealed class LogSourceTests
{
    [Fact]
    public void A_folder_and_compressed_rotated_files_are_read_as_one_log()
    {
        using var folder = new TemporaryFolder();
        var lines = File.ReadAllLines(Recorded.Story, Encoding.Latin1);
        using (var old = new GZipStream(File.Create(folder.PathOf("audit.log.1.gz")), CompressionLevel.Fastest))
            old.Write(Encoding.Latin1.GetBytes(string.Concat(lines[..150].Select(static l => l + "\n"))));
        var newest = folder.Write("audit.log", Encoding.Latin1.GetBytes(string.Concat(lines[150..].Select(static l => l + "\n"))));
        var whole = AuspexTool.Run("watch", "--json", "--if", Recorded.Story);
        Assert.Equal(whole.Output, AuspexTool.Run("watch", "--json", "--if", folder.FullName).Output);
        Assert.Equal(whole.Output, AuspexTool.Run("watch", "--json", "--if", folder.PathOf("audit.log.1.gz"), "--if", newest).Output);
        Assert.Equal(AuspexTool.Run("tree", "--if", Recorded.Story).Output, AuspexTool.Run("tree", "--if", folder.FullName).Output);
    }

    [Theory]
    [InlineData("watch", "--quiet")]
    [InlineData("tree", "--wide")]
    [InlineData("ps", "--wide")]
    public void Without_a_single_record_it_is_no_log(string command, string option)
    {
        using var folder = new TemporaryFolder();
        var result = AuspexTool.Run(command, option, "--if", folder.Write("messages", "Nov 28 20:01:02 host sshd: hello\nNov 28 20:01:02 host app: type=SYSCALL msg=audit(1.0:1): x\n"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("not one line is an audit record", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_within_its_compressed_data_is_told()
    {
        using var folder = new TemporaryFolder();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(File.ReadAllBytes(Recorded.Story));
        var bytes = packed.ToArray();
        bytes[bytes.Length / 2] ^= 0xFF;
        var result = AuspexTool.Run("watch", "--quiet", "--if", folder.Write("damaged.gz", bytes));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("damaged.gz: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_the_kernel_in_a_system_log_are_read()
    {
        using var folder = new TemporaryFolder();
        const string record = "Nov 28 20:01:02 host kernel: [   12.345678] audit: type=1300 audit(1795243400.100:10): arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=8 items=2 ppid=900 pid=1000 auid=0 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=3 comm=\"ls\" exe=\"/usr/bin/ls\" key=\"exec\"\n";
        var result = AuspexTool.Run("watch", "--json", "--only", "exec", "--if", folder.Write("messages", record + "Nov 28 20:01:02 host sshd: hello\n"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"pid\":1000", Assert.Single(result.Lines), StringComparison.Ordinal);
        Assert.Equal("auspex: 1 line is no audit record\nauspex: 1 record stands in lines of a system log, which others than the kernel can write to\n", result.Errors);
    }

    [Theory]
    [InlineData("ps takes no operand; '1' was given; did you mean --pid 1?", "ps", "1")]
    [InlineData("tree takes no operand; '1' was given; did you mean --tree 1?", "tree", "1", "2")]
    [InlineData("watch takes no operand; 'audit.log' was given; did you mean --if audit.log?", "watch", "audit.log")]
    public void An_operand_is_not_passed_over(string message, params string[] arguments)
    {
        var result = AuspexTool.Run(arguments);
        Assert.Equal((2, $"auspex: {message}\n", ""), (result.ExitCode, result.Errors, result.Output));
    }

    [Theory]
    [InlineData("2026-11-20T00:00:00Z")]
    [InlineData("2026-11-22T00:00:00Z")]
    public void A_time_that_the_log_does_not_tell_of_is_told(string time)
    {
        var result = AuspexTool.Run("tree", "--if", Recorded.Story, "--at", time, "--utc");
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains($"; {time.Replace('T', ' ').Replace("Z", ".000+00:00", StringComparison.Ordinal)} lies outside", result.Errors, StringComparison.Ordinal);
    }
}
