using Auspex.Rules;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>Our auditctl and Debian's 3.0.9 on one kernel: each loads what the other lists.</summary>
[Collection(KernelCollection.Name)]
public sealed class AuditctlLiveTests : IDisposable
{
    private const int Parts = 4;

    private readonly KernelLock kernel;
    private readonly TemporaryFolder folder = new();
    private readonly CapturingHost ours;

    public AuditctlLiveTests()
    {
        DebianAuditctl.Require();
        kernel = KernelLock.Acquire();
        if (kernel.Control.ListRules().Count > 0)
        {
            kernel.Dispose();
            Assert.Skip("there are rules loaded here; these tests list all");
        }

        ours = new CapturingHost(kernel.Control);
        folder.Write("f", "");
    }

    public void Dispose()
    {
        ours.Dispose();
        kernel.Dispose();
        folder.Dispose();
    }

    /// <summary>In parts, so that nobody waits long for the kernel.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rules_that_one_loads_are_listed_alike_by_both_and_deleted_by_the_other(int part)
    {
        var (loaded, refused) = (0, 0);
        foreach (var line in LiveRules.All(folder.FullName).Where((_, i) => (i + (i / Parts)) % Parts == part))
        {
            var words = line.Split(' ');
            var theirs = DebianAuditctl.Run(words);
            var theirRules = kernel.Control.ListRules();
            if (theirRules.Count > 0) CheckListings(line);
            foreach (var rule in theirRules) kernel.Control.DeleteRule(rule);

            var (exitCode, _, errors) = ours.Run(words);
            var ourRules = kernel.Control.ListRules();
            Assert.True(theirs.ExitCode == exitCode, $"{line}: {theirs.ExitCode} {theirs.Errors} {exitCode} {string.Join('|', errors)}");
            Assert.Equal(Comparable(theirs.Errors.Split('\n')), Comparable(errors), StringComparer.Ordinal);
            Assert.True(theirRules.Count == ourRules.Count && theirRules.Zip(ourRules).All(p => p.First.Bytes.SequenceEqual(p.Second.Bytes)), line);
            if (ourRules.Count > 0)
            {
                CheckListings(line);
                CheckDeletion(line, words);
                loaded++;
            }
            else
            {
                refused++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{loaded} rules loaded by each, {refused} refused by the kernel to both");
        Assert.True(loaded >= 300 / Parts, $"{loaded} rules were loaded, {refused} refused");
        kernel.AssertAsBefore();
    }

    [Fact]
    public void Wrong_rules_have_the_same_exit_code_and_message()
    {
        var compared = 0;
        foreach (var line in LiveRules.Wrong())
        {
            var words = line.Split(' ');
            var theirs = DebianAuditctl.Run(words);
            var (exitCode, _, errors) = ours.Run(words);
            Assert.True(theirs.ExitCode == exitCode, $"{line}: {theirs.ExitCode} {theirs.Errors} {exitCode} {string.Join('|', errors)}");
            Assert.True(
                Comparable(theirs.Errors.Split('\n')).SequenceEqual(Comparable(errors), StringComparer.Ordinal),
                $"{line}: {theirs.Errors} {string.Join('|', errors)}");
            compared++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} wrong rules");
        Assert.True(compared >= 100, $"{compared} wrong rules");
        kernel.AssertAsBefore();
    }

    [Fact]
    public void The_state_is_shown_alike()
    {
        Assert.Equal(DebianAuditctl.Run("-s").Output, ours.Run("-s").Output);
        Assert.Equal(DebianAuditctl.Run("-s", "-i").Output, ours.Run("-s", "-i").Output);
    }

    [Fact]
    public void A_watch_can_be_deleted_as_a_watch()
    {
        Assert.Equal(0, DebianAuditctl.Run("-w", folder.PathOf("f"), "-p", "wa", "-k", "live").ExitCode);
        Assert.Equal(0, ours.Run("-W", folder.PathOf("f"), "-p", "wa", "-k", "live").ExitCode);
        Assert.Empty(kernel.Control.ListRules());
    }

    [Fact]
    public void Rules_on_io_uring_come_back_as_they_are_listed()
    {
        foreach (var line in (string[])["-a always,io_uring -S openat,openat2 -F pid=4194399 -F key=live", "-a always,io_uring -S all -F pid=4194399"])
        {
            if (ours.Run(line.Split(' ')) is { ExitCode: not 0 } refused) Assert.Skip($"no io_uring list here: {refused.Errors[0]}");
            Assert.Equal(line + "\n", ours.Run("-l").Output);
            Assert.Equal("No rules\n", ours.Run("-D").Output);
        }
    }

    [Fact]
    public void The_program_itself_loads_a_file_and_lists_it()
    {
        var file = folder.Write("live.rules", $"-D\n-a always,exit -F arch=b64 -S open -F pid=4194399 -F key=a\\ b\n-w {folder.FullName} -p wa -k live\n");
        var loaded = AuspexTool.Run("auditctl", "-R", file);
        Assert.True(loaded.ExitCode == 0, loaded.Errors);
        var listed = AuspexTool.Run("auditctl", "-l");
        Assert.Equal($"-a always,exit -F arch=b64 -S open -F pid=4194399 -F key=a\\ b\n-w {folder.FullName} -p wa -k live\n", listed.Output);
        Assert.Equal("No rules\n", AuspexTool.Run("auditctl", "-D").Output);
    }

    [Fact]
    public void Tracing_runs_the_program_and_leaves_no_rules()
    {
        kernel.Control.SetEnabled(Auspex.Kernel.EnabledState.On);
        var traced = AuspexTool.Run("autrace", "-r", "/bin/echo", "it ran");
        Assert.True(traced.ExitCode == 0, traced.Errors);
        Assert.Equal("Waiting to execute: /bin/echo", traced.Lines[0]);
        Assert.Equal(["it ran", "Cleaning up..."], traced.Lines[1..3]);
        Assert.Matches(@"^Trace complete\. You can locate the records with 'ausearch -i -p \d+'$", traced.Lines[3]);
        Assert.Empty(kernel.Control.ListRules());
        kernel.Control.AddRule(new RuleBuilder(RuleList.Exit, RuleAction.Never).Where(RuleField.Pid, RuleOperator.Equal, 4194399).Build());
        var refused = AuspexTool.Run("autrace", "/bin/true");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("autrace cannot be run with rules loaded.", refused.Errors, StringComparison.Ordinal);
    }

    private void CheckListings(string line)
    {
        var theirs = DebianAuditctl.Run("-l").Output;
        var own = ours.Run("-l").Output;

        Assert.True(theirs == own, $"{line}\n{theirs}{own}");
        if (line.Contains("unset", StringComparison.Ordinal) || line.Contains("-1", StringComparison.Ordinal) || line.Contains("arch", StringComparison.Ordinal))
            Assert.Equal(DebianAuditctl.Run("-l", "-i").Output, ours.Run("-l", "-i").Output);
    }

    /// <summary>What was added by us is deleted by them, with the same words.</summary>
    private void CheckDeletion(string line, string[] words)
    {
        words = [.. words];
        words[0] = words[0] switch
        {
            "-a" or "-A" => "-d",
            _ => "-W",
        };
        var deleted = words[0] == "-W" && words.Contains("-F", StringComparer.Ordinal) ? ours.Run("-D").ExitCode : DebianAuditctl.Run(words).ExitCode;
        Assert.True(deleted == 0 && kernel.Control.ListRules().Count == 0, $"not deleted: {line}");
    }

    /// <summary>Without what only 4.x says.</summary>
    private static IEnumerable<string> Comparable(IEnumerable<string> errors) => errors.SelectMany(e => e.Split('\n')).Where(e => !e.StartsWith("auditctl: did you mean ", StringComparison.Ordinal) && e is not (
        "" or "There was an error while processing parameters" or "Old style watch rules are slower" or "perm used without an arch is slower"));
}
