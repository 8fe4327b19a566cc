using System.IO.Compression;
using System.Text;
using Auspex.SystemTests.Support;
using Auspex.Text;

namespace Auspex.SystemTests.Rules;

/// <summary>The commands about rules against files that are none, and against words of strangers.</summary>
public sealed class RuleCommandTests
{
    private const string Hostile = "a\u001B]0;owned\u0007\u009B31m\u007F\u202Egpj";

    [Theory]
    [InlineData(3, "is not a regular file", "rules", "lint", "--offline", "/dev/zero")]
    [InlineData(1, "is not a regular file", "rules", "convert", "/dev/zero")]
    [InlineData(1, "may be written by everybody", "rules", "cost", "--if", "/dev/null", "/dev/zero")]
    [InlineData(2, "may be written by everybody", "rules", "diff", "--loaded", "/dev/null", "/dev/zero")]
    public void A_device_in_place_of_a_rule_file_is_refused_unread(int exitCode, string reason, params string[] words)
    {
        var result = AuspexTool.Run(words);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"auspex: /dev/zero {reason}", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Costs_of_a_log_whose_times_are_beyond_any_calendar_are_told()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", "type=USER msg=audit(0.000:1): x=1\ntype=USER msg=audit(99999999999999.000:2): x=1\n");
        var result = AuspexTool.Run("rules", "cost", "--if", log);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("years apart", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, AuspexTool.Run("rules", "cost", "--json", "--if", log).ExitCode);
    }

    /// <summary>As ausearch, watch and tree: what was read is told of, and then that it is not all.</summary>
    [Fact]
    public void Costs_of_a_log_that_is_cut_short_are_told_and_end_with_1()
    {
        using var folder = new TemporaryFolder();
        var log = folder.PathOf("a.log.gz");
        using (var packed = new GZipStream(File.Create(log), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 4000).Select(i => $"type=USER msg=audit(1700000000.000:{i}): x={i * 7919 % 10007}\n"))));
        using (var file = File.OpenWrite(log)) file.SetLength(file.Length / 2);
        var result = AuspexTool.Run("rules", "cost", "--if", log);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"auspex: {log}: its compressed data ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("ends too early", result.Errors, StringComparison.Ordinal);
        Assert.Contains("bytes/s", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Costs_of_a_folder_are_those_of_its_logs()
    {
        using var folder = new TemporaryFolder();
        folder.Write("audit.log.1", "type=USER msg=audit(1700000000.000:1): x=1\n");
        folder.Write("audit.log", "type=USER msg=audit(1700000010.000:2): x=1\n");
        var result = AuspexTool.Run("rules", "cost", "--if", folder.FullName);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("2 events, 86 bytes in 10 s\n", result.Output, StringComparison.Ordinal);
    }

    /// <summary>Of a folder it is the log in it that is missing.</summary>
    [Theory]
    [InlineData("watch")]
    [InlineData("tree")]
    [InlineData("ps")]
    [InlineData("rules", "cost")]
    public void What_was_looked_for_in_a_folder_is_named(params string[] words)
    {
        using var folder = new TemporaryFolder();
        var result = AuspexTool.Run([.. words, "--if", folder.FullName]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"auspex: {folder.FullName}/audit.log: No such file or directory\n", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_strangers_do_not_reach_the_terminal_as_they_are()
    {
        using var folder = new TemporaryFolder();
        var rules = folder.Write("a.rules", $"-a always,exit -F {Hostile}=1\n-a always,exit -S {Hostile}\n-w /{Hostile} -p wa -k {Hostile}\n-k {Hostile}\n");
        var log = folder.Write("a.log", $"type=SYSCALL msg=audit(1.000:1): arch=c000003e syscall=2 success=yes exit=3 auid=5 exe={Convert.ToHexString(Encoding.UTF8.GetBytes("/" + Hostile))} key={Convert.ToHexString(Encoding.UTF8.GetBytes(Hostile))}\n");
        var runs = new[]
        {
            AuspexTool.Run("rules", "lint", "--offline", rules),
            AuspexTool.Run("rules", "explain", $"-w /{Hostile} -p wa -k {Hostile}"),
            AuspexTool.Run("rules", "explain", $"-a always,exit -S {Hostile}"),
            AuspexTool.Run("rules", "cost", "--if", log),
            AuspexTool.Run("rules", "plan", "--loaded", rules, rules),
        };
        Assert.All(runs, r => Assert.True(IsSafe(r.Output) && IsSafe(r.Errors) && (r.Output + r.Errors).Contains("\\x1b", StringComparison.Ordinal), r.Output + r.Errors));
        Assert.True(IsSafe(AuspexTool.Run("rules", "convert", rules).Errors));
        Assert.True(IsSafe(AuspexTool.Run("auditctl", "-a", "always,exit", "-F", $"{Hostile}=1").Errors));
    }

    private static bool IsSafe(string text) => text.Split('\n').All(l => TerminalText.IsSafe(Encoding.UTF8.GetBytes(l)));
}
