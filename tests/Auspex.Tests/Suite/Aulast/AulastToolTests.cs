using Auspex.Search;
using Auspex.Tests.Interpretation;
using Auspex.Tool.Suite.Aulast;
using static Auspex.Tests.Suite.LoginWorld;

namespace Auspex.Tests.Suite.Aulast;

public sealed class AulastToolTests : IDisposable
{
    private const string Usage = "usage: aulast [--bad] [--debug] [--stdin] [--proof] [--extract] [-f file] [--user name] [--tty tty]\n";

    private readonly string folder = Directory.CreateTempSubdirectory("auspex-aulast-").FullName;

    [Theory]
    [InlineData("aulast.out")]
    [InlineData("aulast--bad.out", "--bad")]
    [InlineData("aulast--proof.out", "--proof")]
    [InlineData("aulast--bad--proof.out", "--bad", "--proof")]
    public void Lists_what_aulast_4_2_2_listed(string golden, params string[] words)
    {
        var world = new LoginWorld(File.ReadAllText(Shared.Path("data/golden/logs/synthetic.log")));
        Assert.Equal(0, Run(world, ["-f", LoginWorld.Path, .. words]));
        Assert.Equal(File.ReadAllText(Shared.Path("data/golden/4.2.2/" + golden)), world.Output);
        Assert.Equal("", world.Errors);
    }

    [Theory] // as Debian's aulast 3.0.9 lists them, the machine's uid 1 being daemon
    [MemberData(nameof(Stories))]
    public void Stories_end_as_the_tools_tell_them(string story, string log, string expected)
    {
        Assert.NotEmpty(story);
        Assert.Equal(expected, List(log));
    }

    public static TheoryData<string, string, string> Stories => new()
    {
        { "nothing", "", "" },
        { "still there", Session(T, 1, 10, 1, 1), "daemon   pts/0        10.0.0.5         Tue Nov 14 22:13   still logged in\n" },
        { "never came in", Login(T, 1, 10, 1, 1) + UserEnd(T + 9, 3, 10, 1, 1), "" },
        { "a user that nobody knows", Session(T, 1, 10, 7777, 1), "unknown( pts/0        10.0.0.5         Tue Nov 14 22:13   still logged in\n" },
        { "out after days", Session(T, 1, 10, 1, 1) + UserEnd(T + 200_000, 3, 10, 1, 1), "daemon   pts/0        10.0.0.5         Tue Nov 14 22:13 - 05:46  (2+07:33)\n" },
        { "the end of another process", Session(T, 1, 10, 1, 1) + UserEnd(T + 9, 3, 11, 1, 1), "daemon   pts/0        10.0.0.5         Tue Nov 14 22:13   still logged in\n" },
        {
            "a number given again", Session(T, 1, 10, 1, 1) + Session(T + 100, 3, 11, 1, 1),
            "daemon   pts/0        10.0.0.5         Tue Nov 14 22:13   gone - no logout\ndaemon   pts/0        10.0.0.5         Tue Nov 14 22:15   still logged in\n"
        },
        { "no address", Login(T, 1, 10, 1, 1) + UserLogin(T, 2, 10, 1, 1, "id=1", "?", "/dev/"), "daemon                10.9.9.9         Tue Nov 14 22:13   still logged in\n" },
        {
            "a crash", DaemonStart(T - 10, 9) + Boot(T - 5, 8) + Session(T, 1, 10, 1, 1) + DaemonStart(T + 490, 10, "6.2") + Boot(T + 500, 3),
            "reboot   system boot  6.1.0            Tue Nov 14 22:13 - crash\ndaemon   pts/0        10.0.0.5         Tue Nov 14 22:13 - crash\n"
            + "reboot   system boot  6.2              Tue Nov 14 22:21 \n"
        },
        { "down and out", Boot(T, 1) + Shutdown(T + 60, 2), "reboot   system boot  ?                Tue Nov 14 22:13 - 22:14  (00:01)\n" },
        { "a shutdown of nothing", Shutdown(T, 1), "" },
        { "login as before Linux 3.14", Record(T, 1, "LOGIN", "login pid=10 uid=0 old auid=4294967295 new auid=1 old ses=4294967295 new ses=1") + UserLogin(T, 2, 10, 1, 1, "id=1"), "daemon   pts/0        10.0.0.5         Tue Nov 14 22:13   still logged in\n" },
        { "long names", Login(T, 1, 10, 1, 1) + UserLogin(T, 2, 10, 1, 1, "id=1", "a-very-long-host-name.example.org", "/dev/a-very-long-terminal"), "daemon   a-very-long- a-very-long-host Tue Nov 14 22:13   still logged in\n" },
    };

    [Fact] // docs/differences.md, false-crash
    public void Whoever_is_logged_in_when_the_machine_goes_down_is_down_and_has_not_crashed()
    {
        var start = Boot(T, 1) + Session(T + 1, 2, 10, 1, 1);
        const string Down = "daemon   pts/0        10.0.0.5         Tue Nov 14 22:13 - down\n";
        Assert.Equal(
            "reboot   system boot  ?                Tue Nov 14 22:13 - 22:14  (00:01)\n" + Down + "reboot   system boot  6.1.0            Tue Nov 14 22:15 \n",
            List(start + Shutdown(T + 60, 4) + DaemonStart(T + 110, 9) + Boot(T + 120, 5)));
        Assert.Equal("reboot   system boot  ?                Tue Nov 14 22:13 - 22:14  (00:01)\n" + Down, List(start + Shutdown(T + 60, 4)));
        Assert.Contains(Down, List(start + DaemonEnd(T + 60, 4) + DaemonStart(T + 110, 9) + Boot(T + 120, 5)), StringComparison.Ordinal);

        // Logged out on the way down, before the first boot that is in the log.
        Assert.Equal(
            "daemon   pts/0        10.0.0.5         Tue Nov 14 22:13 - 22:14  (00:01)\n",
            List(Session(T, 1, 10, 1, 1) + Shutdown(T + 60, 3) + UserEnd(T + 61, 4, 10, 1, 1)));
    }

    [Fact]
    public void Auditd_started_anew_is_no_shutdown()
    {
        var log = Boot(T, 1) + Session(T + 1, 2, 10, 1, 1) + DaemonEnd(T + 60, 4) + DaemonStart(T + 61, 5) + DaemonStart(T + 110, 9) + Boot(T + 120, 5);
        Assert.Contains("Tue Nov 14 22:13 - crash\n", List(log), StringComparison.Ordinal);
    }

    [Fact] // docs/differences.md, node-sessions
    public void Machines_are_told_apart()
    {
        var log = OnNode("a", Session(T, 1, 10, 1, 1)) + OnNode("b", Session(T + 5, 1, 10, 2, 1) + Boot(T + 9, 3));
        Assert.Equal(
            "bin      pts/0        10.0.0.5         Tue Nov 14 22:13 - crash\ndaemon   pts/0        10.0.0.5         Tue Nov 14 22:13   still logged in\n"
            + "reboot   system boot  ?                Tue Nov 14 22:13 \n",
            List(log));
    }

    [Fact] // docs/differences.md, missing-fields
    public void A_login_without_host_terminal_or_id_is_a_login()
    {
        var full = Session(T, 1, 10, 1, 1);
        const string Rest = "Tue Nov 14 22:13   still logged in\n";
        Assert.Equal("daemon   ?            10.0.0.5         " + Rest, List(full.Replace("terminal=/dev/pts/0 ", "", StringComparison.Ordinal)));
        Assert.Equal("daemon   pts/0        10.9.9.9         " + Rest, List(full.Replace("hostname=10.0.0.5 ", "", StringComparison.Ordinal)));
        Assert.Equal("daemon   pts/0        10.0.0.5         " + Rest, List(full.Replace(" id=1 ", " acct=\"daemon\" ", StringComparison.Ordinal)));
        Assert.Equal("daemon   pts/0        10.0.0.5         " + Rest, List(full.Replace("res=success", "res=1", StringComparison.Ordinal)));
        Assert.Equal("daemon   pts/0        10.0.0.5         " + Rest, List(full.Replace("res=success", "result=Success", StringComparison.Ordinal)));
        Assert.Equal("", List(full.Replace("res=success", "", StringComparison.Ordinal)) + List(full.Replace("res=success", "", StringComparison.Ordinal), "--bad"));
    }

    [Theory]
    [InlineData("acct=\"alice\"", "alice    ")]
    [InlineData("acct=6261642075736572", "bad user ")]
    [InlineData("acct=1B5B41", "\\033[A   ")]
    [InlineData("id=1", "daemon   ")] // docs/differences.md, bad-name: the tools print 1, and nothing for 0
    [InlineData("id=0", "root     ")]
    [InlineData("foo=1", "unset    ")]
    public void A_failed_login_is_listed_by_name(string who, string name)
    {
        var log = UserLogin(T, 1, 10, uint.MaxValue, uint.MaxValue, who, result: "failed");
        Assert.Equal(name + "pts/0        10.0.0.5         Tue Nov 14 22:13 - 22:13  (00:00)\n", List(log, "--bad"));
        Assert.Equal("", List(log));
    }

    [Fact] // docs/differences.md, bad-filter
    public void User_and_terminal_choose()
    {
        var log = Session(T, 1, 10, 1, 1) + Session(T, 3, 11, 2, 2).Replace("pts/0", "tty1", StringComparison.Ordinal);
        Assert.StartsWith("bin ", List(log, "--user", "bin"), StringComparison.Ordinal);
        Assert.StartsWith("daemon ", List(log, "--tty", "/dev/pts"), StringComparison.Ordinal);
        Assert.Equal("", List(log, "--user", "bin", "--tty", "pts"));
        var bad = UserLogin(T, 1, 10, 9, 9, "acct=\"a\"", result: "failed") + UserLogin(T, 2, 10, 9, 9, "acct=\"b\"", terminal: "ssh", result: "failed");
        Assert.StartsWith("b ", List(bad, "--bad", "--user", "b"), StringComparison.Ordinal);
        Assert.StartsWith("a ", List(bad, "--bad", "--tty", "pts"), StringComparison.Ordinal);
    }

    [Fact]
    public void Proof_is_a_search_that_ends_now_where_nothing_has_ended()
    {
        Assert.EndsWith(
            "    audit event proof serial numbers: 1, 2, 0\n    Session data can be found with this search:\n"
            + "    ausearch --start 11/14/23 22:13:20 --end 11/16/23 02:00:00\n\n",
            List(Session(T, 1, 10, 1, 1), "--proof"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_writes_the_records_that_count()
    {
        var log = Session(T, 1, 10, 1, 1).Replace("res=1\n", "res=1\u001dAUID=\"x\"\n", StringComparison.Ordinal) + Record(T + 2, 3, "USER_CMD", "pid=1 res=success") + UserEnd(T + 3, 4, 10, 1, 1);
        _ = List(log, "--extract");
        var written = File.ReadAllText(System.IO.Path.Combine(folder, "aulast.log"));
        Assert.Equal("LOGIN USER_LOGIN USER_END", string.Join(' ', written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0][5..])));
        Assert.DoesNotContain('\u001d', written);
    }

    [Fact]
    public void Debug_says_which_login_fits_no_session()
    {
        var world = new LoginWorld(UserLogin(T, 2, 10, 1, 1, "id=1"));
        Assert.Equal(0, Run(world, ["-f", LoginWorld.Path, "--debug"]));
        Assert.Equal(("", "Session not found or updated\n"), (world.Output, world.Errors));
    }

    [Theory]
    [InlineData("Error - No such file or directory\n", "-f", "/none")]
    [InlineData("No log file\nError - No such file or directory\n")]
    [InlineData("stdin already given\n", "--stdin", "-f", "a")]
    [InlineData("file already given\n", "-f", "a", "--stdin")]
    [InlineData(Usage, "--help")]
    [InlineData(Usage, "-f", "/log", "foo")]
    [InlineData(Usage, "-f")]
    [InlineData(Usage, "--user", "a", "--user", "b")]
    [InlineData(Usage, "--tty", "a", "--tty", "b")]
    public void What_cannot_be_done_is_told_in_the_words_of_the_tools(string said, params string[] words)
    {
        var world = new LoginWorld("");
        Assert.Equal(1, Run(world, words));
        Assert.Equal(("", said), (world.Output, world.Errors));
    }

    [Fact]
    public void Whoever_is_not_root_is_warned_only_where_it_matters()
    {
        var world = new LoginWorld("");
        Assert.Equal(1, AulastTool.Run([], world.Host, isRoot: false, folder));
        Assert.StartsWith("You probably need to be root for this to work\n", world.Errors, StringComparison.Ordinal);
        world = new LoginWorld("");
        Assert.Equal(0, AulastTool.Run(["--stdin"], world.Host, isRoot: false, folder));
        Assert.Equal("", world.Errors);
    }

    [Fact]
    public void Standard_input_and_the_configured_log_are_read_too()
    {
        var log = Session(T, 1, 10, 1, 1);
        var world = new LoginWorld(log);
        Assert.Equal(0, Run(world, ["--stdin"]));
        Assert.StartsWith("daemon ", world.Output, StringComparison.Ordinal);
        world = new LoginWorld("");
        world.Logs.File("/etc/audit/auditd.conf", "log_file = /a/audit.log\n").File("/a/audit.log", UserEnd(T + 9, 3, 10, 1, 1)).File("/a/audit.log.1", log);
        Assert.Equal(0, Run(world, []));
        Assert.Equal("daemon   pts/0        10.0.0.5         Tue Nov 14 22:13 - 22:13  (00:00)\n", world.Output);
    }

    [Fact] // docs/differences.md, back-in-time
    public void A_clock_that_goes_back_makes_no_negative_time() =>
        Assert.EndsWith(
            "(00:00)\n",
            List(Login(T, 1, 10, 1, 1) + Record(T, 1, "EOE", "") + UserLogin(T, 2, 10, 1, 1, "id=1") + UserEnd(T - 100, 3, 10, 1, 1)),
            StringComparison.Ordinal);

    [Fact]
    public void Too_many_sessions_at_once_are_left_out_and_counted()
    {
        var log = string.Concat(Enumerable.Range(0, 10).Select(i => Session(T + (10 * i), 2 * i, 10, 1, (uint)i)))
            + UserEnd(T + 200, 50, 10, 1, 3) + Session(T + 300, 60, 10, 1, 20);
        var listed = new List<LoginSession>();
        var reader = new SessionReader(AulastOptions.Parse([]), new FixedNames(), listed.Add, static _ => { }, static _ => { }, maxSessions: 6);
        var bytes = System.Text.Encoding.ASCII.GetBytes(log);
        var search = new PlainSearch(new BytesText(bytes), TimeRange.All, reader, completesAtEnd: true);
        Assert.True(search.Read(bytes, 0) && search.End());
        reader.End();
        Assert.Equal([3u, 0u, 1u, 2u, 4u, 5u, 20u], listed.Select(s => s.SessionId));
        Assert.Equal(4, reader.LeftOut);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_shown_harmless()
    {
        var log = Login(T, 1, 10, 1, 1) + UserLogin(T, 2, 10, 1, 1, "id=1", "\u001b]0;x\u0007", "\u0001");
        var listed = List(log);
        Assert.DoesNotContain('\u001b', listed);
        Assert.Contains("\\033]0;x\\007", listed, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private int Run(LoginWorld world, string[] words) => AulastTool.Run(words, world.Host, isRoot: true, folder);

    private string List(string log, params string[] words)
    {
        var world = new LoginWorld(log);
        Assert.Equal(0, Run(world, ["-f", LoginWorld.Path, .. words]));
        Assert.Equal("", world.Errors);
        return world.Output;
    }
}
