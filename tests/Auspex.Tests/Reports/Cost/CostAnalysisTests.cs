using System.Text;
using Auspex.Reports.Cost;
using Auspex.Tables;

namespace Auspex.Tests.Reports.Cost;

public sealed class CostAnalysisTests
{
    [Theory]
    // Fields of the call.
    [InlineData("-a always,exit -F arch=b64 -S openat", "", Fate.Kept)]
    [InlineData("-a always,exit -F arch=b64 -S open,execve", "", Fate.Gone)]
    [InlineData("-a always,exit -F arch=b32 -S openat", "", Fate.Gone)]
    [InlineData("-a always,exit -S all -F exit=3", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F exit=-EACCES", "success=no exit=-13", Fate.Kept)]
    [InlineData("-a always,exit -S all -F success=0", "", Fate.Gone)]
    [InlineData("-a always,exit -S all -F a1=0x7ffd", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F a2&0x41", "a2=241", Fate.Kept)]
    [InlineData("-a always,exit -S all -F a2&=0x42", "a2=241", Fate.Gone)]
    [InlineData("-a always,exit -S all -F auid>=1000 -F auid!=unset", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F auid>=1000", "auid=4294967295", Fate.Kept)] // unset is a large number to the kernel too
    [InlineData("-a always,exit -S all -F auid!=unset", "auid=4294967295", Fate.Gone)]
    [InlineData("-a always,exit -S all -F pers=0", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F exe=/usr/bin/cat", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F exe!=/usr/bin/cat", "", Fate.Gone)]
    [InlineData("-a always,exit -S all -C auid!=uid", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -C uid=obj_uid", "", Fate.Gone)]
    [InlineData("-a always,exit -S all -C uid=obj_uid", "uid=5", Fate.Kept)]
    [InlineData("-a always,exit -S all -F subj_type=t", "", Fate.Uncertain)]
    // Objects.
    [InlineData("-w /etc/passwd -p r", "", Fate.Kept)]
    [InlineData("-w /etc/passwd -p wa", "", Fate.Gone)]
    [InlineData("-w /etc/passwd -p wa", "a2=241", Fate.Kept)] // O_WRONLY|O_CREAT|O_TRUNC
    [InlineData("-w /etc -p r", "", Fate.Kept)]
    [InlineData("-w /tmp -p r", "", Fate.Gone)]
    [InlineData("-a always,exit -S all -F path=/etc/pass", "", Fate.Gone)]
    [InlineData("-a always,exit -F arch=b64 -S openat -F inode=77", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F devmajor=8 -F devminor=1", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F obj_uid=5 -F obj_gid=6", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F filetype=file", "", Fate.Kept)]
    [InlineData("-a always,exit -S all -F filetype=dir", "", Fate.Gone)]
    // The first that matches decides.
    [InlineData("-a never,exit -S all -F pid=11\n-a always,exit -S all", "", Fate.Gone)]
    [InlineData("-a always,exit -S all\n-a never,exit -S all -F pid=11", "", Fate.Kept)]
    [InlineData("-a never,exit -S all -F subj_type=t\n-a always,exit -S all", "", Fate.Uncertain)]
    [InlineData("-a never,task\n-a always,exit -S all", "", Fate.Gone)]
    [InlineData("-a never,task -F uid=7\n-a always,exit -S all", "", Fate.Kept)]
    [InlineData("-a always,exit -S all\n-a never,exclude -F pid=11", "", Fate.Gone)]
    [InlineData("-a always,exit -S all\n-a never,exclude -F msgtype=CWD", "", Fate.Kept)]
    [InlineData("", "", Fate.Gone)]
    internal void A_recorded_call_meets_the_fate_that_the_kernel_would_give_it(string rules, string fields, Fate fate) =>
        Assert.Equal(fate, Traffic.FateOf(Traffic.Event(1, fields), rules));

    [Theory]
    [InlineData("\"passwd\"", "-w /home/u/passwd -p r", Fate.Kept)]
    [InlineData("\"../../etc/./passwd\"", "-w /etc/passwd -p r", Fate.Kept)]
    [InlineData("2F6574632F612062", "-a always,exit -S all -F path=/etc/a\\ b", Fate.Kept)]
    [InlineData("(null)", "-w /etc/passwd -p r", Fate.Uncertain)]
    internal void Paths_are_made_whole(string name, string rules, Fate fate) =>
        Assert.Equal(fate, Traffic.FateOf(Traffic.Event(1, "", name), rules));

    [Fact]
    public void A_path_relative_to_a_handle_is_not_known() =>
        Assert.Equal(Fate.Uncertain, Traffic.FateOf(Traffic.Event(1, "a0=5", "\"passwd\""), "-w /home/u/passwd -p r"));

    [Theory]
    [InlineData("", Fate.Kept)]
    [InlineData("-a never,user -F uid=0", Fate.Gone)]
    [InlineData("-a never,user -F uid=1", Fate.Kept)]
    [InlineData("-a never,exclude -F msgtype=USER_LOGIN", Fate.Gone)]
    internal void Records_of_programs_pass_the_user_list(string rules, Fate fate) => Assert.Equal(fate, Traffic.FateOf(
        "type=USER_LOGIN msg=audit(1700000000.000:1): pid=1 uid=0 auid=0 ses=1 msg='op=login acct=\"root\" exe=\"/usr/sbin/sshd\" res=success'\n", rules));

    [Fact]
    public void Bytes_are_those_of_the_log_and_events_are_counted_once()
    {
        var log = Traffic.Event(1) + Traffic.Event(2, "auid=4294967295 key=(null)") + Traffic.Event(11, "key=6B016B32 exe=2F62696E2F6120");
        var analysis = Traffic.Analyse(log);
        Assert.Equal(3, analysis.Total.Events);
        Assert.Equal(Encoding.UTF8.GetByteCount(log), analysis.Total.Bytes);
        Assert.Equal(10, analysis.Seconds);
        Assert.Equal(analysis.Total.Bytes, analysis.Types.ByBytes().Sum(t => t.Sum.Bytes));
        Assert.Equal(analysis.Total.Bytes, analysis.Programs.ByBytes().Sum(t => t.Sum.Bytes));
        Assert.Equal("(no key) 1, k 2, k2 1", Names(analysis.Keys));
        Assert.Equal("1000 2, unset 1", Names(analysis.Users));
        Assert.Equal("/bin/a  1, /usr/bin/cat 2", Names(analysis.Programs));
    }

    [Fact]
    public void Excluded_record_types_save_their_bytes()
    {
        var log = Traffic.Event(1);
        var prediction = Traffic.Analyse(log, "-a always,exit -S all\n-a never,exclude -F msgtype=CWD\n-a never,exclude -F msgtype=PROCTITLE").Prediction!;
        var gone = log.Split('\n').Where(l => l.Contains("=CWD", StringComparison.Ordinal) || l.Contains("=PROCTITLE", StringComparison.Ordinal)).Sum(l => l.Length + 1);
        Assert.Equal(log.Length - gone, prediction.Kept.Bytes);
    }

    [Fact]
    public void A_proposed_change_saves_what_it_says()
    {
        var random = new Random(7);
        var log = new StringBuilder();
        for (var i = 1; i <= 300; i++)
        {
            var exe = (string[])["/usr/lib/helper", "/usr/sbin/daemon", "/opt/agent"];
            var call = (int[])[257, 2, 87];
            var auid = random.Next(2) == 0 ? "1000" : "4294967295";
            log.Append(Traffic.Event(
                i, $"syscall={call[random.Next(3)]} exe=\"{exe[random.Next(3)]}\" auid={auid} success={(auid == "1000" && random.Next(3) == 0 ? "no" : "yes")} key=\"k{random.Next(2)}\"",
                "\"/srv/data\""));
        }

        var analysis = Traffic.Analyse(log.ToString());
        var savings = new SavingFinder(analysis, Machine.X8664).Find(20);
        var tried = 0;
        foreach (var saving in savings.Where(s => s.Change[0].StartsWith('-')))
        {
            var prediction = Traffic.Analyse(log.ToString(), "-a always,exit -S all -k rest\n" + string.Join('\n', saving.Change)).Prediction!;
            Assert.Equal(saving.Bytes, analysis.Total.Bytes - prediction.Kept.Bytes);
            Assert.Equal(saving.Events, prediction.Gone.Events);
            tried++;
        }

        Assert.True(tried >= 4, $"{tried} of {savings.Count}");
        var narrowing = Assert.Single(savings, s => s.Change[0].Contains("key k0:", StringComparison.Ordinal));
        var narrowed = Traffic.Analyse(log.ToString(), "-a always,exit -S all -F auid!=unset -k k0").Prediction!;
        Assert.True(narrowing.Events < narrowed.Gone.Events); // that one has the other key's events too
    }

    [Theory]
    [InlineData("")]
    [InlineData("auid=1000")] // people
    [InlineData("success=no exit=-13")] // refusals
    [InlineData("syscall=59")] // executions
    [InlineData("syscall=175")] // init_module
    [InlineData("syscall=159")] // adjtimex
    [InlineData("syscall=105")] // setuid
    [InlineData("syscall=165")] // mount
    [InlineData("exe=\"/usr/bin/python3\"")] // tools that run for anybody
    [InlineData("exe=\"/usr/sbin/sshd\"")]
    [InlineData("exe=\"/tmp/agent\"")]
    [InlineData("key=\"audit-config\"")]
    [InlineData("key=6964656E74697479")] // identity
    [InlineData("key=\"pci_fileint\"")]
    [InlineData("", "\"/etc/shadow\"")]
    [InlineData("", "\"/etc\"")]
    [InlineData("", "\"/etc/audit/rules.d/a.rules\"")]
    [InlineData("", "\"/home/u/.ssh/authorized_keys\"")]
    [InlineData("", "(null)")] // may be anything
    public void Nothing_is_proposed_that_an_auditor_needs(string fields, string name = "\"/srv/data\"")
    {
        const string quiet = "auid=4294967295 exe=\"/usr/sbin/daemon\" key=\"k\"";
        var log = string.Concat(Enumerable.Range(1, 50).Select(i => Traffic.Event(i, $"{quiet} {fields}", name)));
        var savings = new SavingFinder(Traffic.Analyse(log), Machine.X8664).Find(20);
        var isQuiet = fields.Length == 0 && name == "\"/srv/data\"";
        Assert.Equal(isQuiet ? 3 : 1, savings.Count);
        Assert.Equal("-a never,exclude -F msgtype=PROCTITLE", Assert.Single(savings, s => s.Events == 0).Change[0]);
        Assert.All(savings, s => Assert.NotEmpty(s.NoLongerSeen));
        if (!isQuiet) return;
        var rule = Assert.Single(savings, s => s.Change[0].StartsWith("-A", StringComparison.Ordinal));
        Assert.Equal("-A never,exit -F arch=b64 -S openat -F auid=-1 -F success=1 -F exe=/usr/sbin/daemon", rule.Change[0]);
        Assert.Contains("50 openat (k)", rule.NoLongerSeen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_of_which_one_event_must_be_kept_is_kept()
    {
        const string quiet = "auid=4294967295 exe=\"/usr/sbin/daemon\"";
        var log = Traffic.Event(1, quiet, "\"/srv/data\"") + Traffic.Event(2, quiet + " syscall=87", "\"/srv/data\"") + Traffic.Event(3, quiet + " key=\"o\"", "\"/etc/shadow\"");
        var rules = new SavingFinder(Traffic.Analyse(log), Machine.X8664).Find(20).SelectMany(s => s.Change).Where(c => c.StartsWith("-A", StringComparison.Ordinal));
        Assert.Equal(["-A never,exit -F arch=b64 -S unlink -F auid=-1 -F success=1 -F exe=/usr/sbin/daemon"], rules, StringComparer.Ordinal);
    }

    /// <summary>Their stamps are days old, and their records are of today: they make no rate a fraction of what it is.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(399)]
    public void Calls_that_had_waited_for_days_do_not_make_a_log_days_long(int late)
    {
        var stamps = Enumerable.Range(0, 400).Select(i => (Second: 1_700_000_000 + i - (i == late ? 300_000 : 0), Serial: i + 1));
        var analysis = Traffic.Analyse(string.Concat(stamps.Select(s => $"type=USER msg=audit({s.Second}.000:{s.Serial}): x=1\n")));
        Assert.InRange(analysis.Seconds, 390, 400);
    }

    [Fact]
    public void Times_beyond_any_calendar_are_only_far_apart()
    {
        var analysis = Traffic.Analyse("type=USER msg=audit(0.000:1): x=1\ntype=USER msg=audit(99999999999999.000:2): x=1\n");
        Assert.Equal(99999999999999, analysis.Seconds, tolerance: 1);
        Assert.Equal(1, Traffic.Analyse("").Seconds);
    }

    [Fact]
    public void Names_without_end_are_put_together()
    {
        var table = new CostTable();
        var name = new byte[8192];
        for (var i = 0; i < 3000; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(name, i);
            table.Add(name, 1);
        }

        Assert.Equal(CostTable.MaxTextBytes / name.Length, table.ByBytes().Count);
        Assert.Equal(3000, table.ByBytes().Count + table.Others.Events);
    }

    [Fact]
    public void Kinds_without_end_are_left_out_and_counted()
    {
        var key = new string('k', 200);
        var log = new StringBuilder();
        for (var i = 1; i <= 9000; i++) log.Append(Traffic.Event(i, $"exe=\"/opt/{i:0000}{new string('x', 3900)}\" key=\"{key}\""));
        var analysis = Traffic.Analyse(log.ToString());
        Assert.InRange(analysis.Uncelled, 1, 8999);
        Assert.Equal(9000, analysis.Programs.ByBytes().Sum(p => p.Sum.Events) + analysis.Programs.Others.Events);
    }

    [Fact]
    public void Broken_logs_are_counted_and_nothing_else()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 200; round++)
        {
            var log = Encoding.UTF8.GetBytes(Traffic.Event(1) + Traffic.Event(2, "exe=2F62 key=0101016101"));
            for (var i = 0; i < 12; i++) log[random.Next(log.Length)] = (byte)random.Next(256);
            var analysis = new CostAnalysis(Rules("-w /etc/passwd -p r\n-a always,exit -S all -C uid!=obj_uid\n-a never,exclude -F msgtype=CWD"));
            var search = new Auspex.Search.PlainSearch(new Auspex.Search.BytesText(log), Auspex.Search.TimeRange.All, analysis);
            Assert.True(search.Read(log, 0) && search.End());
            Assert.Equal(analysis.Total.Events, analysis.Prediction!.Kept.Events + analysis.Prediction.Gone.Events + analysis.Prediction.Uncertain.Events);
        }
    }

    private static IReadOnlyList<Auspex.Rules.Plan.WantedRule> Rules(string text) => Auspex.Tests.Rules.Plan.Planning.Wanted(text).Rules;

    private static string Names(CostTable table) => string.Join(", ", table.ByBytes()
        .Select(t => $"{Encoding.UTF8.GetString(t.Text)} {t.Sum.Events}").Order(StringComparer.Ordinal));
}
