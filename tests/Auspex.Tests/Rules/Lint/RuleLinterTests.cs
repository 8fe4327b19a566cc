using Auspex.Rules;
using Auspex.Rules.Lint;
using Auspex.Tables;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules.Lint;

/// <summary>Each kind of finding is found where it is, and nowhere else.</summary>
public sealed class RuleLinterTests
{
    [Theory]
    // A line.
    [InlineData("-Z\n", "1:1 AL101")]
    [InlineData("-b 8192 stray\n", "1:9 AL102")]
    [InlineData("stray\n", "1:1 AL103")]
    [InlineData("-D -x y z\n", "1:1 AL104")]
    [InlineData("-e 3\n", "1:4 AL105")]
    [InlineData("-R other.rules\n", "1:1 AL106")]
    [InlineData("-a always,exits -S open\n", "1:4 AL107")]
    [InlineData("-a exit,possible -S open\n", "1:4 AL108")]
    [InlineData("-a always,exit -S open -a always,exit -S close\n", "1:19 AL113", "1:27 AL109")]
    [InlineData("-S execve\n", "1:1 AL110")]
    [InlineData("-a always,user -S execve\n", "1:19 AL111")]
    [InlineData("-a always,exit -F arch=b64 -S opennnnat -k x\n", "1:31 AL112")]
    [InlineData("-a always,exit -S execve -k x\n", "1:19 AL113")]
    [InlineData("-a always,exit -S open -w /etc/passwd\n", "1:19 AL113", "1:27 AL114")]
    [InlineData("-w etc/passwd -p wa -k x\n", "1:4 AL115")]
    [InlineData("-w /etc/pass* -p wa -k x\n", "1:4 AL116", "1:4 AL301", "1:4 AL501")]
    [InlineData("-w /etc/passwd -p wz -k x\n", "1:4 AL501", "1:20 AL117")]
    [InlineData("-p wa\n", "1:4 AL118")]
    [InlineData("-k key\n", "1:4 AL119")]
    [InlineData("-a always,exit -F arch=b64 -S x -F auid\n", "1:31 AL112")]
    [InlineData("-a always,exit -F auid\n", "1:19 AL121")]
    [InlineData("-a always,exit -F =5\n", "1:19 AL122")]
    [InlineData("-a always,exit -F auid=\n", "1:19 AL123")]
    [InlineData("-a always,exit -F auidd=5\n", "1:19 AL124")]
    [InlineData("-a always,user -F path=/etc/passwd\n", "1:19 AL126")]
    [InlineData("-a always,exit -F arch>b64\n", "1:19 AL127")]
    [InlineData("-a always,exit -F pid=me\n", "1:23 AL128")]
    [InlineData("-a always,exit -F saddr_fam=99\n", "1:29 AL129")]
    [InlineData("-a never,exclude -F pid=12abc\n", "1:25 AL130")]
    [InlineData("-a always,exit -S open -F arch=b64\n", "1:19 AL113", "1:27 AL131")]
    [InlineData("-a always,exit -F arch=vax -S open\n", "1:24 AL132")]
    [InlineData("-a always,exit -F auid=nobody-at-all -S open\n", "1:24 AL134")]
    [InlineData("-a never,exclude -F msgtype=CWDD\n", "1:29 AL135")]
    [InlineData("-a always,exit -C uid!=gid -k x\n", "1:19 AL137")]
    // Rules among each other.
    [InlineData("-a never,exit -F auid=5\n-a never,exit -F auid=5\n", "2:1 AL201")]
    [InlineData("-a never,exit -F auid>=1000\n-a never,exit -F auid=1500 -F pid=7\n", "2:1 AL202")]
    [InlineData("-a never,exit -F auid>=1000\n-a always,exit -F auid=1500 -F exit=-EPERM -S all -k x\n", "2:1 AL203")]
    [InlineData("-a never,task\n-a always,exit -S all -F exit=-EPERM -k x\n", "1:1 AL204")]
    [InlineData("-a always,exclude -F msgtype=SYSCALL\n-a always,exit -S all -F exit=-EPERM -k x\n", "1:1 AL205")]
    [InlineData("-a always,exit -F arch=b64 -S execve -k x\n", "1:24 AL206")]
    [InlineData("-a always,exit -F arch=b32 -S execve -k x\n", "1:24 AL207")]
    [InlineData("-a always,exit -F arch=b64 -S stime -k x\n", "1:31 AL208")]
    [InlineData("-w /etc/passwd -k x\n-D\n", "1:4 AL501", "2:1 AL210")]
    [InlineData("-a never,exit -F auid=unset -F auid<1000\n", "1:37 AL212")]
    [InlineData("-a never,exit -F pid>9 -F pid<9\n", "1:31 AL212")]
    [InlineData("-a never,exit -F exit<0\n", "1:23 AL212")] // without signs, nothing is below 0
    [InlineData("-a never,exit -F exit=-EACCES -F exit=-EPERM\n", "1:39 AL212")]
    [InlineData("-a never,exit -F success=1 -F exit=-EACCES\n", "1:36 AL212")]
    [InlineData("-a never,exit -F exit>=0xfffff001 -F success=1\n", "1:46 AL212")]
    [InlineData("-a never,exit -F success!=1 -F exit=0\n", "1:37 AL212")]
    [InlineData("-a never,exit -F success=1 -F success=0\n", "1:39 AL212")]
    [InlineData("-a never,exit -F saddr_fam=2 -F saddr_fam=10\n", "1:43 AL212")]
    [InlineData("-a never,exit -F exe=/usr/bin/su -F exe=/usr/bin/sudo\n", "1:41 AL212")]
    [InlineData("-a never,exit -S ,\n", "1:1 AL212")]
    [InlineData("-a never,exclude -F msgtype=CWD -F msgtype=PATH\n", "1:44 AL212")]
    [InlineData("-a never,exit -F auid=unset -F auid>=1000\n", "1:38 AL213")]
    [InlineData("-a never,exit -F exit=EPERM\n", "1:23 AL214")]
    // The machine.
    [InlineData("-a always,exit -S all -F path=/etc/shadow -k x\n", "1:31 AL301")]
    [InlineData("-a always,exit -S all -F path=/nowhere/shadow -k x\n", "1:31 AL302")]
    [InlineData("-a always,exit -S all -F dir=/etc/none -k x\n", "1:30 AL302")]
    [InlineData("-a always,exit -S all -F dir=/var -k x\n", "1:30 AL303")]
    [InlineData("-a always,exit -S all -F path=/var -k x\n", "1:31 AL304")]
    [InlineData("-a always,exit -S all -F path=/etc -k x\n", "1:31 AL305")]
    // Settings and files.
    [InlineData("-e 2\n-b 8192\n", "1:4 AL401", "2:4 AL402")]
    [InlineData("-i\n", "1:1 AL405")]
    [InlineData("-c\n", "1:1 AL406")]
    [InlineData("-D\n-b 8192", "2:8 AL407")]
    // Cost and use.
    [InlineData("-w /etc/passwd -p wa -k x\n", "1:4 AL501")]
    [InlineData("-a always,exit -F path=/etc/passwd -F perm=wa -k x\n", "1:44 AL502")]
    [InlineData("-a always,exit -S all -F auid>=1000 -k x\n", "1:19 AL503")]
    [InlineData("-a always,exit -S all -F exe=/usr/bin/su -F auid>=1000 -k x\n", "1:30 AL505")]
    [InlineData("-a always,exit -S all -F exit=-EPERM\n", "1:1 AL601")]
    [InlineData("-a always,exit -S all -F exit=-EPERM -k \"x\"\n", "1:41 AL602")]
    [InlineData("-a always,exit -S all -F exit=-EPERM -F key='x'\n", "1:45 AL602")]
    [InlineData("-a never,exit -F subj_type=\"t\"\n", "1:28 AL602")]
    [InlineData("-a never,exit -S all -F pid=5 -k x\n", "1:34 AL603")]
    [InlineData("-a never,task\n", "1:1 AL204")] // the other files of the set have rules
    [InlineData("-a never,task\n-a always,task\n", "1:1 AL204", "2:1 AL203")]
    public void A_finding_is_told_where_it_is(string text, params string[] expected) => Assert.Equal(expected, Linting.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("# only words\n\n")]
    [InlineData("-a always,task\n-a never,exit -F auid=5 -F auid!=6 -F auid>=2 -F uid=0 -F euid=7 -F gid=1 -F gid=2 -F success=1 -F exit>=5\n")]
    [InlineData("-a never,exit -F success=0 -F exit!=-EPERM -F exit>=5 -F inode=1 -F inode=2 -F auid>=1000 -F auid!=unset\n")]
    [InlineData("-a never,task -F uid=chrony\n-a always,exit -S all -F exit=-EPERM -k x\n")]
    [InlineData("-a never,exit -F auid=1500\n-a always,exit -S all -F exit=-EPERM -F auid>=1000 -k x\n")] // only a part of it
    [InlineData("-a always,exit -S all -F exit=-EPERM -F pid=5 -k x\n-a always,exit -S all -F exit=-EPERM -k y\n")]
    [InlineData("-a never,exit -F dir=/etc\n-a always,exit -S all -F path=/etc/passwd -k x\n")] // a hard link elsewhere is not in it
    [InlineData("-a always,exit -F arch=b64 -S kexec_file_load -k x\n")] // programs of 32 bits have no such call
    [InlineData("-a always,exit -F arch=b32 -S socketcall,stime -k x\n")]
    [InlineData("-a always,exit -F arch=b32 -S all -k 32bit\n-a always,exit -F arch=b64 -S execve -k x\n")]
    [InlineData("-a always,exclude -F msgtype=CWD\n-a always,exit -S all -F exit=-EPERM -k x\n")]
    [InlineData("-a always,exclude -F msgtype=PATH -F auid=7\n-a always,exit -S all -F exit=-EPERM -k x\n")]
    [InlineData("-a always,exit -S all -F path=/usr/bin/su -k x\n")] // one program is no list
    [InlineData("-b 8192\n-f 1\n-e 2\n")]
    [InlineData("-a always,exit -S all -F auid>=1000 -F exe=/usr/bin/su -k x\n")]
    [InlineData("-a always,filesystem -F fstype=tracefs\n")]
    public void Rules_in_order_give_no_finding(string text) => Assert.Empty(Linting.Of(text));

    [Fact]
    public void A_set_that_is_meant_to_be_silent_kills_nothing() => Assert.Empty(Linting.Of("-D\n-a never,task\n", isPart: false));

    [Fact]
    public void The_kernel_writes_a_quoted_key_in_hexadecimal()
    {
        var finding = Assert.Single(Linting.Findings("-a always,exit -S all -F exit=-EPERM -k \"remote_shell\"\n"));
        Assert.Contains("key=2272656D6F74655F7368656C6C22", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_that_exclude_each_other_are_told_as_written() => Assert.Equal(
        "exit=-EACCES and exit=-EPERM never hold together: the rule never matches",
        Assert.Single(Linting.Findings("-a never,exit -F exit=-EACCES -F exit=-EPERM\n")).Message);

    [Fact]
    public void Accounts_of_another_machine_are_no_errors_and_nothing_is_concluded_from_them()
    {
        const string text = "-a never,exit -F uid=nobody-here -F gid=none-here -F uid>=1000 -F bogus=1\n"
            + "-a never,exit -F auid>=1000\n-a never,exit -F auid=nobody-here -F auid=somebody-else\n";
        var linter = new RuleLinter(new FixedRuleHost(), null, new LintOptions { IsPart = true, IsOffline = true });
        var findings = linter.Check([Linting.File("a.rules", text)]);
        Assert.Equal(["1:67 AL124", "3:23 AL134", "3:43 AL134"], findings.Select(f => $"{f.Place.Line}:{f.Place.Column} {LintCodes.Text(f.Code)}"), StringComparer.Ordinal);
        Assert.All(findings.Skip(1), f => Assert.Equal(RuleSeverity.Note, f.Severity));
        Assert.StartsWith("nobody-here is no account", findings[1].Message, StringComparison.Ordinal);
        Assert.Equal(["1:22 AL134"], Linting.Of(text[..text.IndexOf('\n', StringComparison.Ordinal)] + "\n"));
    }

    [Fact]
    public void So_many_commands_are_read_and_no_more()
    {
        var findings = Linting.Findings(string.Concat(Enumerable.Repeat("-b 5\n", LintSet.MaxLines + 5)));
        Assert.Equal((LintCode.TooManyRules, LintSet.MaxLines), (Assert.Single(findings).Code, findings[0].Place.Line));
    }

    [Fact]
    public void A_search_that_was_cut_is_told()
    {
        var rules = string.Concat(new FixedFiles().PrivilegedPrograms.Select(p => $"-a always,exit -S all -F path={p} -F pid=5 -k x\n"));
        var linter = new RuleLinter(new FixedRuleHost(), new FixedFiles { KnowsAllPrograms = false }, new LintOptions { IsPart = true });
        Assert.Equal(LintCode.SearchCut, Assert.Single(linter.Check([Linting.File("a.rules", rules)])).Code);
    }

    [Fact]
    public void A_never_rule_tells_which_calls_it_kills()
    {
        var text = "-a never,exit -F arch=b64 -S execve,open\n" + Both("execve,fork -F auid>=1000 -k x");
        var finding = Assert.Single(Linting.Findings(text));
        Assert.Equal(LintCode.KilledByNever, finding.Code);
        Assert.Equal("a.rules:2:1 warning AL203 a.rules line 1 says never to execve — put it before that rule", finding.ToString());
    }

    [Fact]
    public void A_deletion_counts_only_in_a_whole_set()
    {
        const string text = "-D\n-d never,exit -F auid=5\n";
        Assert.Equal(["2:1 AL209"], Linting.Of(text, isPart: false));
        Assert.Empty(Linting.Of(text));
    }

    [Fact]
    public void A_whole_set_begins_with_D()
    {
        const string rule = "-a never,exit -F auid=5\n";
        Assert.Equal(["1:1 AL404"], Linting.Of(rule, isPart: false));
        Assert.Empty(Linting.Of("-D\n" + rule, isPart: false));
        Assert.Empty(Linting.Of("-b 8192\n", isPart: false));
    }

    [Fact]
    public void Hot_calls_need_a_field_that_narrows()
    {
        Assert.Equal(["1:38 AL504", "2:38 AL504"], Linting.Of(Both("rename,openat -F auid>=1000 -k x")));
        Assert.Empty(Linting.Of(Both("rename,openat -F exit=-EACCES -k x")));
        Assert.Empty(Linting.Of(Both("rename,openat -F success=0 -k x")));
        Assert.Equal(["1:31 AL504", "2:31 AL504"], Linting.Of(Both("openat -F success!=0 -k x")));
    }

    [Fact]
    public void The_twin_may_lie_in_several_rules_and_be_wider()
    {
        const string text = "-a always,exit -F arch=b64 -S execve,fork -F auid>=1000 -k x\n"
            + "-a always,exit -F arch=b32 -S execve -k x\n-a always,exit -F arch=b32 -S fork -F auid>=500 -k x\n";
        Assert.Equal(["2:24 AL207", "3:24 AL207"], Linting.Of(text));
    }

    [Fact]
    public void A_machine_of_one_width_has_no_twins() =>
        Assert.Empty(Linting.Of("-a always,exit -F arch=b64 -S execve -k x\n", machine: Machine.RiscV64));

    [Fact]
    public void A_call_that_only_other_machines_have_is_named_with_one()
    {
        var finding = Assert.Single(Linting.Findings("-a always,exit -F arch=b64 -S open -k x\n", machine: Machine.Aarch64));
        Assert.Equal(LintCode.SyscallNotHere, finding.Code);
        Assert.StartsWith("x86_64 has it", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_privileged_programs_must_hold_all_of_them()
    {
        const string list = "-a always,exit -S all -F path=/usr/bin/su -F perm=x -k x\n-a always,exit -S all -F path=/usr/bin/sudo -F perm=x -k x\n"
            + "-a always,exit -S all -F path=/usr/bin/mount -F perm=x -k x\n";
        var finding = Assert.Single(Linting.Findings(list), f => f.Code != LintCode.PermWithoutArch);
        Assert.Equal(LintCode.PrivilegedUnwatched, finding.Code);
        Assert.Contains("/usr/bin/passwd", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Linting.Findings(list + Both("execve -k x")), f => f.Code == LintCode.PrivilegedUnwatched);
    }

    [Fact]
    public void Augenrules_moves_settings_so_their_place_does_not_count()
    {
        Assert.Empty(Linting.Merged(("10.rules", "-e 2\n"), ("20.rules", "-a never,exit -F auid=5\n"), ("30.rules", "-D\n")));
        Assert.Equal(["10.rules:1 AL403"], Linting.Merged(("10.rules", "-e 2\n-D\n"), ("20.rules", "-e 1\n")));
        Assert.Equal(["20.rules:1 AL201"], Linting.Merged(("10.rules", "-D\n-a never,exit -F auid=5\n"), ("20.rules", "-a never,exit -F auid=5\n")));
    }

    [Fact]
    public void Prepended_rules_stand_before_the_others() =>
        Assert.Equal(["1:1 AL203"], Linting.Of("-a always,exit -S all -F exit=-EPERM -k x\n-A never,exit -F exit=-EPERM\n"));

    [Fact]
    public void The_same_key_length_limit_holds_here() =>
        Assert.Equal(["1:50 AL120"], Linting.Of($"-a always,exit -S all -F exit=-EPERM -F pid=1 -k {new string('k', 257)}\n"));

    [Fact]
    public void A_rule_holds_63_fields()
    {
        var fields = string.Concat(Enumerable.Range(1, 64).Select(i => $" -F pid!={i}"));
        Assert.Equal(LintCode.TooManyFields, Assert.Single(Linting.Findings("-a never,exit" + fields + "\n")).Code);
    }

    [Fact]
    public void What_the_machine_or_its_kernel_lacks_is_told()
    {
        Assert.Equal(["1:24 AL133"], Linting.Of("-a always,exit -F arch=b64 -S open -k x\n", machine: Machine.X86));
        var old = new RuleLinter(new FixedRuleHost { Abilities = RuleAbilities.None }, null, new LintOptions { IsPart = true });
        Assert.Equal(LintCode.NotInKernel, Assert.Single(old.Check([Linting.File("a.rules", "-a never,exit -F exe=/bin/a\n")])).Code);
    }

    [Fact]
    public void A_line_without_end_in_sight_is_not_read() =>
        Assert.Equal(["2:1 AL138"], Linting.Of($"-D\n{new string('x', 70000)}\n"));

    [Fact]
    public void Only_so_many_rules_are_compared()
    {
        var text = string.Concat(Enumerable.Range(1, 4001).Select(i => $"-a never,exit -F pid={i}\n"));
        Assert.Equal(["4001:1 AL211"], Linting.Of(text));
    }

    [Fact]
    public void Every_kind_of_finding_is_found_by_a_test_of_this_class()
    {
        var source = File.ReadAllText(Path.Combine(TestFiles.Root, "tests/Auspex.Tests/Rules/Lint/RuleLinterTests.cs"));
        var missing = Enum.GetValues<LintCode>().Where(c =>
            !source.Contains(LintCodes.Text(c), StringComparison.Ordinal) && !source.Contains($"LintCode.{c},", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public void Random_bytes_give_findings_and_nothing_else()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] words = ["-a", "-A", "-d", "-w", "-W", "-p", "-k", "-S", "-F", "-C", "-D", "-e", "2", "always,exit", "never,task", "arch=b64", "arch=b32",
            "open,execve", "all", "auid>=1000", "path=/etc/passwd", "dir=/", "perm=wx", "exe=/bin/sh", "/etc", "uid!=euid", "\\", "\r", "\u0001", "é", "-i"];
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => words[random.Next(words.Length)] + " \n"[random.Next(8) / 7]));
            Assert.All(Linting.Findings(text, isPart: false), f => Assert.True(f.Place.Line >= 1 && f.Place.Column >= 1));
        }
    }

    private static string Both(string rest) => $"-a always,exit -F arch=b64 -S {rest}\n-a always,exit -F arch=b32 -S {rest}\n";
}
