using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Tests.Rules;

namespace Auspex.Tests.Suite.Auditctl;

/// <summary>What the goldens do not reach: refusals of the kernel, signals, privileges, keys.</summary>
public sealed class AuditctlSessionTests : IDisposable
{
    private const int ENOENT = 2, EEXIST = 17, EINVAL = 22, ECONNREFUSED = 111;

    private readonly RecordingHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public void Without_words_the_usage_comes_and_exit_code_1()
    {
        Assert.Equal(1, host.Run());
        Assert.StartsWith("usage: auditctl [options]\n", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, true, "-s")]
    [InlineData(4, false, "-l")]
    [InlineData(0, true, "-l")]
    [InlineData(0, false, "-h")]
    [InlineData(0, false, "--help")]
    [InlineData(4, true, "-v")]
    public void Without_the_capability_only_help_and_roots_list_are_had(int exitCode, bool isRoot, string option)
    {
        (host.MayControl, host.IsRoot) = (false, isRoot);
        Assert.Equal(exitCode, host.Run(option));
        if (exitCode == 4) Assert.Equal(["You must be root to run this program."], Lines, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("-i", 0)]
    [InlineData("-c", 1)]
    public void A_file_that_goes_on_after_errors_says_which_lines_they_are_in(string option, int exitCode)
    {
        host.Files["f"] = (RuleFileState.Read, $"{option}\n-w /a -p wa\n-a always,exit -F bogus=1\n-w /b -p wa\n");
        host.Refusals[0] = ENOENT;
        Assert.Equal(exitCode, host.Run("-R", "f"));
        Assert.Contains("There was an error in line 2 of f", Lines, StringComparer.Ordinal);
        Assert.Contains("There was an error in line 3 of f", Lines, StringComparer.Ordinal);
        Assert.Equal(2, host.Sent.Count(s => s.Type == 1011)); // the last line too
    }

    [Theory]
    [InlineData("auditctl: did you mean open?", "-a", "always,exit", "-F", "arch=b64", "-S", "opne")]
    [InlineData("auditctl: did you mean rotate?", "--signal", "rotat")]
    [InlineData("auditctl: did you mean --signal?", "--singal", "stop")]
    public void What_is_mistyped_is_told_with_what_was_meant(string line, params string[] words)
    {
        Assert.NotEqual(0, host.Run(words));
        Assert.Contains(line, Lines, StringComparer.Ordinal);
    }

    [Fact]
    public void The_version_says_whose_it_is_behind_what_scripts_take()
    {
        Assert.Equal(0, host.Run("-v"));
        Assert.Equal($"auditctl version 4.2.2 (auspex {Auspex.Tool.Program.Version})\n", host.Output);
    }

    [Theory]
    [InlineData(EEXIST, "Error sending add rule data request (Rule exists)")]
    [InlineData(EINVAL, "Error sending add rule data request (Invalid argument)")]
    public void A_refused_rule_is_told(int errno, string message)
    {
        host.Refusals[0] = errno;
        Assert.Equal(255, host.Run("-a", "always,exit", "-S", "all"));
        Assert.Equal([message, "There was an error while processing parameters"], Lines, StringComparer.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_not_there_cannot_be_deleted()
    {
        host.Refusals[0] = ENOENT;
        Assert.Equal(255, host.Run("-d", "always,exit", "-S", "all"));
        Assert.Equal("Error sending delete rule data request (No such file or directory)", Lines[0]);
    }

    [Theory]
    [InlineData("-a", "always,exit")]
    [InlineData("-D")]
    public void Locked_rules_stay(params string[] command)
    {
        host.Status = host.Status with { Enabled = EnabledState.Locked };
        Assert.Equal(1, host.Run(command));
        Assert.Equal(["The audit system is in immutable mode, no rule changes allowed"], Lines, StringComparer.Ordinal);
        Assert.Empty(host.Sent);
    }

    [Fact]
    public void Audit_that_is_off_since_boot_is_told_and_no_error()
    {
        host.StatusErrno = ECONNREFUSED;
        Assert.Equal(0, host.Run("-s"));
        Assert.Equal(["The audit system is disabled"], Lines, StringComparer.Ordinal);
    }

    [Fact]
    public void Deleting_by_key_takes_the_rules_whose_keys_hold_it()
    {
        var rules = new[] { "-w /a -k one", "-w /b -k two -k onetwo", "-w /c" }.Select(t => RuleReading.Rule(t).ToWire()).ToArray();
        host.Listed.AddRange(rules);
        Assert.Equal(0, host.Run("-D", "-k", "one"));
        Assert.Equal("No rules\n", host.Output); // that is: none with this key
        Assert.Single(host.Listed);
        Assert.Equal(2, host.Sent.Count(s => s.Type == 1012));
        Assert.True(host.Sent.First(s => s.Type == 1012).Payload.AsSpan().SequenceEqual(rules[0].Bytes));
    }

    [Fact]
    public void Listing_by_key_shows_the_rules_whose_keys_hold_it()
    {
        host.Listed.AddRange(new[] { "-w /a -k one", "-w /b -k two" }.Select(t => RuleReading.Rule(t).ToWire()));
        Assert.Equal(0, host.Run("-l", "-k", "wo"));
        Assert.Equal("-w /b -p rwxa -k two\n", host.Output);
    }

    [Theory]
    [InlineData("stop", 15, true)]
    [InlineData("TERM", 15, true)]
    [InlineData("reload", 1, false)]
    [InlineData("usr1", 10, false)]
    [InlineData("Resume", 12, false)]
    [InlineData("CONT", 18, false)]
    public void Signals_go_to_the_auditor(string name, int signal, bool awaitEnd)
    {
        Assert.Equal(0, host.Run("--signal", name));
        Assert.Equal([(4242, signal, awaitEnd)], host.Signals);
    }

    [Fact]
    public void Without_a_daemon_there_is_none_to_signal()
    {
        host.Status = host.Status with { AuditorPid = 0 };
        Assert.Equal(2, host.Run("--signal=HUP"));
        Assert.Equal(["Auditd is not running"], Lines, StringComparer.Ordinal);
    }

    [Fact]
    public void A_signal_that_cannot_be_sent_is_told()
    {
        host.SignalErrno = 3;
        Assert.Equal(1, host.Run("--signal", "HUP"));
        Assert.Equal(["Failed sending signal to auditd (No such process)"], Lines, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(RuleFileState.WorldWritable, "Error - F is world writable")]
    [InlineData(RuleFileState.NotRegular, "Error - F is not a regular file")]
    [InlineData(RuleFileState.Missing, "audit rules file F doesn't exist")]
    internal void A_file_that_others_could_have_written_is_not_loaded(RuleFileState state, string message)
    {
        host.Files["F"] = (state, "");
        Assert.Equal(1, host.Run("-R", "F"));
        Assert.Equal([message], Lines, StringComparer.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_loaded_already_does_not_end_the_loading()
    {
        host.Files["F"] = (RuleFileState.Read, "-w /a -p w\n-w /a -p w\n-w /b -p w\n");
        host.Refusals[1] = EEXIST;
        Assert.Equal(0, host.Run("-R", "F"));
        Assert.Equal(3, host.Sent.Count);
        Assert.Contains("The rule in line 2 of F is loaded already", Lines, StringComparer.Ordinal);
    }

    [Fact]
    public void Another_refusal_ends_the_loading()
    {
        host.Files["F"] = (RuleFileState.Read, "-w /a -p w\n-w /b -p w\n-w /c -p w\n");
        host.Refusals[1] = ENOENT;
        Assert.Equal(1, host.Run("-R", "F"));
        Assert.Equal(2, host.Sent.Count);
        Assert.Equal("There was an error in line 2 of F", Lines[^1]);
    }

    [Fact]
    public void Steps_before_an_error_are_done()
    {
        Assert.Equal(255, host.Run("-b", "100", "-e", "7"));
        Assert.Single(host.Sent);
    }

    [Fact]
    public void A_message_carries_its_origin()
    {
        host.Origin = new UserMessageOrigin("/a b"u8.ToArray(), "host"u8.ToArray(), "pts/3"u8.ToArray());
        Assert.Equal(0, host.Run("-m", "hello"));
        var text = System.Text.Encoding.ASCII.GetString(host.Sent.Single().Payload);
        Assert.Equal("text=hello exe=2F612062 hostname=host addr=? terminal=pts/3 res=success\0", text);
    }

    [Fact]
    public void A_never_rule_on_a_path_is_not_listed_as_a_watch()
    {
        Assert.Equal(
            "-a never,exit -S all -F path=/a -F perm=r", RuleReading.List(RuleReading.Rule("-a never,exit -F path=/a -F perm=r").ToWire()));
        Assert.Equal(
            "-a always,exit -S all -F dir=/a/ -F perm=r", RuleReading.List(RuleReading.Rule("-a always,exit -F dir=/a/ -F perm=r").ToWire()));
    }

    private string[] Lines => [.. host.Complaints.Select(c => c.Line)];
}
