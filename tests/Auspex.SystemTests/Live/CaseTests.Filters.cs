using System.Globalization;

namespace Auspex.SystemTests.Live;

public sealed partial class CaseTests
{
    /// <summary>All pairs that the kernel compares, as they are listed. Source: linux/audit.h, AUDIT_COMPARE_*.</summary>
    private static readonly string[] Pairs =
    [
        "uid obj_uid", "gid obj_gid", "euid obj_uid", "egid obj_gid", "auid obj_uid", "suid obj_uid", "sgid obj_gid", "fsuid obj_uid", "fsgid obj_gid",
        "uid auid", "uid euid", "uid fsuid", "uid suid", "auid fsuid", "auid suid", "auid euid", "euid suid", "euid fsuid", "suid fsuid",
        "gid egid", "gid fsgid", "gid sgid", "egid fsgid", "egid sgid", "sgid fsgid",
    ];

    [Fact]
    public void Field_compare_every_pair_matches_where_it_should_and_nowhere_else()
    {
        using var machine = new LiveMachine();
        var (same, different) = (machine.PathOf("same"), machine.PathOf("different"));
        File.WriteAllText(same, "");
        File.WriteAllText(different, "");
        machine.Act($"chown:{same}:{NoId}:{NoId}", $"chown:{different}:1006:2006").AllDone();
        string[] alike = [$"loginuid:{NoId}", $"gid:{NoId}:{NoId}:{NoId}", $"uid:{NoId}:{NoId}:{NoId}", $"stat:{same}"];
        string[] apart = ["loginuid:1001", "gid:2002:2003:2004", "fsgid:2005", "uid:1002:0:1004", "fsuid:1005", $"stat:{different}"];
        if (machine.Act("loginuid:1001").Results[0].Result != 0) Assert.Skip("login uids cannot be set here");

        var rules = Pairs.SelectMany(static p => (string[])[p.Replace(" ", "=", StringComparison.Ordinal), p.Replace(" ", "!=", StringComparison.Ordinal)]).ToList();
        Assert.Equal(50, rules.Count);
        foreach (var (comparison, i) in rules.Select(static (r, i) => (r, i)))
        {
            var rule = $"-a always,exit -F arch=b64 -S stat -F exe={machine.Program} -C {comparison} -F key=compare-{i}.";
            LiveMachine.Load(rule);
            machine.Act(alike).AllDone();
            machine.Act(apart).AllDone();
            LiveMachine.Unload(rule);
        }

        machine.Settle();
        foreach (var (comparison, i) in rules.Select(static (r, i) => (r, i)))
        {
            var expected = comparison.Contains('!', StringComparison.Ordinal) ? different : same;
            Assert.True(Names(machine.Find("-k", $"compare-{i}.")).SequenceEqual([expected], StringComparer.Ordinal), comparison);
        }
    }

    [Theory]
    [InlineData("uid")]
    [InlineData("auid")]
    [InlineData("gid")]
    [InlineData("pid")]
    [InlineData("exe")]
    public void Filter_exclude_keeps_out_whom_it_is_for(string field)
    {
        using var machine = new LiveMachine();
        var other = machine.PathOf("other");
        File.Copy(machine.Program, other);
        foreach (var program in (string[])[machine.Program, other]) LiveMachine.Load($"-a always,exit -F arch=b64 -S stat -F exe={program} -F key=seen");
        var go = machine.PathOf("go");
        string[] ids = [$"loginuid:{NoId}", $"gid:{NoId}:{NoId}:{NoId}", $"uid:{NoId}:{NoId}:{NoId}"];
        using var excluded = machine.StartActor([$"wait:{go}", .. ids, "stat:/nonexistent/excluded"]);
        var value = field switch
        {
            "pid" => excluded.Pid.ToString(CultureInfo.InvariantCulture),
            "exe" => machine.Program,
            _ => NoId.ToString(CultureInfo.InvariantCulture),
        };
        LiveMachine.Load($"-a always,exclude -F {field}={value}");
        File.WriteAllText(go, "");
        LiveSteps.Of(excluded);
        RunOther(other, "stat:/nonexistent/kept");
        LiveMachine.Unload($"-a always,exclude -F {field}={value}");
        machine.Act([.. ids, "stat:/nonexistent/kept-afterwards"]);
        machine.Settle();
        Assert.Equal(["/nonexistent/kept", "/nonexistent/kept-afterwards"], Names(machine.Find("-k", "seen")), StringComparer.Ordinal);
    }

    [Fact]
    public void Filter_exclude_keeps_out_types_of_records_alone()
    {
        using var machine = new LiveMachine();
        LiveMachine.Load($"-a always,exit -F arch=b64 -S stat -F exe={machine.Program} -F key=seen");
        LiveMachine.Load("-a always,exclude -F msgtype=CWD");
        LiveMachine.Load("-a always,exclude -F msgtype>=PATH -F msgtype<=PATH -F uid=0");
        LiveMachine.Load("-a always,exclude -F msgtype=USER");
        machine.Act("stat:/nonexistent/x");
        LiveMachine.Auditctl("-m", "kept out");
        LiveMachine.Unload("-a always,exclude -F msgtype=USER");
        LiveMachine.Auditctl("-m", "let in");
        machine.Settle();
        Assert.Equal(["SYSCALL", "PROCTITLE"], machine.Find("-k", "seen").Select(static r => r.Type).Where(static t => t != "EOE"), StringComparer.Ordinal);
        Assert.Equal(["let in"], machine.Find("-m", "USER").Select(static r => r.Line.Split("text=")[1].Split(" exe=")[0]), StringComparer.Ordinal);
    }

    [Fact]
    public void Filter_sessionid_finds_one_session_and_its_login_is_told()
    {
        using var machine = new LiveMachine();
        var (go, ready) = (machine.PathOf("go"), machine.PathOf("ready"));
        using var wanted = machine.StartActor([$"loginuid:{NoId}", $"create:{ready}", $"wait:{go}", "stat:/nonexistent/wanted"]);
        wanted.WaitUntil(() => File.Exists(ready), "a session");
        var session = File.ReadAllText($"/proc/{wanted.Pid}/sessionid");
        if (session == uint.MaxValue.ToString(CultureInfo.InvariantCulture)) Assert.Skip("sessions cannot be made here");
        LiveMachine.Load($"-a always,exit -F arch=b64 -S stat -F sessionid={session} -F exe={machine.Program} -F key=session");
        machine.Act($"loginuid:{NoId}", "stat:/nonexistent/unwanted").Results.Take(1).ToList().ForEach(static r => Assert.Equal(0, r.Result));
        File.WriteAllText(go, "");
        LiveSteps.Of(wanted);
        machine.Settle();
        var records = machine.Find("-k", "session");
        Assert.Equal(["/nonexistent/wanted"], Names(records), StringComparer.Ordinal);
        Assert.Equal([session], records.Where(static r => r.Type == "SYSCALL").Select(static r => r["ses"]), StringComparer.Ordinal);
        Assert.Equal(records.Select(static r => r.Serial).Distinct(), machine.Find("--session", session, "-sc", "stat").Select(static r => r.Serial).Distinct());

        // login_tty: the change of the login uid is a record of its own.
        var login = Assert.Single(machine.Find("-m", "LOGIN", "--session", session), static r => r.Type == "LOGIN");
        Assert.Equal(
            (wanted.Pid.ToString(CultureInfo.InvariantCulture), "4294967295", NoId.ToString(CultureInfo.InvariantCulture), "4294967295", "(none)", "1"),
            (login["pid"], login["old-auid"], login["auid"], login["old-ses"], login["tty"], login["res"]));
    }

    [Theory]
    [InlineData(1, "/nonexistent/auspex live")]
    [InlineData(2, "127.0.0.1")]
    [InlineData(10, "::1")]
    public void Filter_saddr_fam_finds_calls_of_one_family(int family, string address)
    {
        using var machine = new LiveMachine();
        LiveMachine.Load($"-a always,exit -F arch=b64 -S connect -F saddr_fam={family} -F exe={machine.Program} -F key=family");
        foreach (var each in (int[])[1, 2, 10]) machine.Act(string.Create(CultureInfo.InvariantCulture, $"connect:{each}"));
        machine.Settle();
        var told = Assert.Single(machine.Find("-k", "family"), static r => r.Type == "SOCKADDR");
        Assert.StartsWith($"{family:X2}00", told["saddr"], StringComparison.Ordinal);
        Assert.Contains(address, machine.Ausearch("-k", "family", "-i", "-m", "SOCKADDR").Output, StringComparison.Ordinal);
    }
}
