using Auspex.Kernel;
using Auspex.Linux.Watching;
using Auspex.Rules;
using Auspex.Tests.Kernel;

namespace Auspex.Tests.Linux.Watching;

public sealed class TakeoverTests : IDisposable
{
    private const int Own = 4242;
    private const string Boot = "01234567";

    private readonly string path = Directory.CreateTempSubdirectory("auspex-test-").FullName;
    private readonly Dictionary<int, long> alive = new() { [Own] = 1000 };
    private readonly FakeAuditControl kernel = new();
    private readonly IReadOnlyList<RuleWire> rules = ProcessRules.For("x86_64"u8);

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void What_was_off_and_small_is_put_back()
    {
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => { kernel.Changes.Add("attach"); return true; });
        Assert.Equal(["backlog_limit=8192", "attach", $"backlog_wait_time={kernel.Status.BacklogWaitTime}", "add rule", "add rule", "enabled=1"], kernel.Changes);
        Assert.Equal(rules, kernel.ListRules());
        Assert.Contains(takeover.Notices, n => n.Kind == NoticeKind.OlderProcesses);

        takeover.Restore();
        Assert.Empty(kernel.ListRules());
        Assert.Equal((EnabledState.Off, 64u), (kernel.Status.Enabled, kernel.Status.BacklogLimit));
        Assert.Empty(Directory.GetFiles(path, "session-*"));
    }

    [Fact]
    public void What_is_as_needed_is_left_alone()
    {
        kernel.Status = kernel.Status with { Enabled = EnabledState.On, BacklogLimit = 65536, BacklogWaitTime = 1 };
        var others = new RuleBuilder(RuleList.Exit, RuleAction.Always).WithSyscalls(2).WithKey("theirs"u8).Build();
        kernel.AddRule(others);
        kernel.Changes.Clear();
        var takeover = Create();
        takeover.Take(new SessionOptions { AddRules = false }, rules, () => true);
        takeover.Restore();
        Assert.Empty(kernel.Changes);
        Assert.Equal([others], kernel.ListRules());
        Assert.Contains(takeover.Notices, n => n.Kind == NoticeKind.NoRules);
    }

    [Fact]
    public void No_backlog_limit_is_the_largest() // 0 is without limit
    {
        kernel.Status = kernel.Status with { BacklogLimit = 0 };
        Create().Take(new SessionOptions(), rules, () => true);
        Assert.Equal(0u, kernel.Status.BacklogLimit);
    }

    [Fact]
    public void A_setting_that_someone_changed_meanwhile_stays_as_they_set_it()
    {
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => true);
        kernel.SetBacklogLimit(20000);
        takeover.Restore();
        Assert.Equal((EnabledState.Off, 20000u), (kernel.Status.Enabled, kernel.Status.BacklogLimit));
    }

    [Fact]
    public void The_auditor_is_waited_for_only_a_moment()
    {
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => true);
        Assert.InRange(kernel.Status.BacklogWaitTime * (Auspex.Linux.Loop.Clock.TickNanoseconds / 1e6), 1, 10);
        takeover.Restore();
        Assert.Equal(15000u, kernel.Status.BacklogWaitTime);
    }

    [Fact]
    public void A_listener_leaves_the_wait_to_the_auditor()
    {
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => false);
        Assert.Equal(15000u, kernel.Status.BacklogWaitTime);
        Assert.DoesNotContain("backlog_wait_time", File.ReadAllText(Path.Combine(path, $"session-{Own}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_changed_is_put_back_also_when_the_notes_have_gone(bool isFolderGone)
    {
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => true);
        if (isFolderGone) Directory.Delete(path, recursive: true);
        else File.Delete(Path.Combine(path, $"session-{Own}"));
        takeover.Restore();
        Assert.Empty(kernel.ListRules());
        Assert.Equal((EnabledState.Off, 64u, 15000u), (kernel.Status.Enabled, kernel.Status.BacklogLimit, kernel.Status.BacklogWaitTime));
        Assert.DoesNotContain(takeover.Notices, n => n.Kind == NoticeKind.NotRestored);
        Directory.CreateDirectory(path);
    }

    [Fact]
    public void What_another_session_changed_is_remembered_when_its_notes_have_gone()
    {
        alive[5000] = 2000;
        var first = Create();
        first.Take(new SessionOptions(), rules, () => true);
        var second = Create(5000);
        second.RestoreLeftovers();
        second.Take(new SessionOptions(), rules, () => false);
        first.Restore();
        Assert.Equal((EnabledState.On, 15000u), (kernel.Status.Enabled, kernel.Status.BacklogWaitTime)); // nobody is waited for any more
        alive.Remove(Own);
        foreach (var file in Directory.GetFiles(path)) File.Delete(file);
        second.Restore();
        Assert.Empty(kernel.ListRules());
        Assert.Equal((EnabledState.Off, 64u), (kernel.Status.Enabled, kernel.Status.BacklogLimit));
    }

    /// <summary>The session was killed: who becomes the auditor next, a daemon too, is waited for as long as before.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_next_auditor_is_waited_for_as_before(bool isAlive)
    {
        Create().Take(new SessionOptions(), rules, () => true);
        var brief = kernel.Status.BacklogWaitTime;
        if (!isAlive) alive.Remove(Own);
        alive[5000] = 2000;
        Create(5000).RestoreWait();
        Assert.Equal(isAlive ? brief : 15000u, kernel.Status.BacklogWaitTime);
        Assert.Equal(rules, kernel.ListRules()); // what else it left is the next session's
        Create(5000).RestoreLeftovers();
        Assert.Equal(isAlive, kernel.ListRules().Count > 0);
    }

    [Fact]
    public void What_is_not_as_it_was_at_the_end_is_told()
    {
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => true);
        kernel.IgnoresDeletions = true;
        takeover.Restore();
        Assert.Contains(takeover.Notices, n => n.Kind == NoticeKind.NotRestored && n.Text.Contains("Rules of auspex are still loaded", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_written_down_before_it_is_done()
    {
        string? written = null;
        kernel.BeforeChange = _ => written ??= File.ReadAllText(Path.Combine(path, $"session-{Own}"));
        Create().Take(new SessionOptions(), rules, () => true);
        Assert.Contains("enabled=0:1\n", written, StringComparison.Ordinal);
        Assert.Contains("backlog_limit=64:8192\n", written, StringComparison.Ordinal);
        Assert.Contains("rules=auspex-process\n", written, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(path, $"session-{Own}")));
    }

    [Fact]
    public void After_a_crash_the_next_session_puts_it_back_first()
    {
        Create().Take(new SessionOptions(), rules, () => true);
        alive.Remove(Own);
        alive[5000] = 2000;
        var next = Create(5000);
        next.RestoreLeftovers();
        Assert.Empty(kernel.ListRules());
        Assert.Equal((EnabledState.Off, 64u), (kernel.Status.Enabled, kernel.Status.BacklogLimit));
        Assert.Contains(next.Notices, n => n.Kind == NoticeKind.LeftoverRestored);
        Assert.Empty(Directory.GetFiles(path, "session-*"));
    }

    [Fact]
    public void A_pid_given_to_another_process_is_not_the_session()
    {
        Create().Take(new SessionOptions(), rules, () => true);
        alive[Own] = 7777; // same pid, started later
        alive[5000] = 2000;
        Create(5000).RestoreLeftovers();
        Assert.Empty(kernel.ListRules());
    }

    [Fact]
    public void What_another_boot_left_is_forgotten()
    {
        Create().Take(new SessionOptions(), rules, () => true);
        kernel.Changes.Clear();
        alive[5000] = 2000;
        new Takeover(kernel, new SessionDirectory(path), StartOf, 5000, "89abcdef").RestoreLeftovers();
        Assert.Empty(kernel.Changes);
        Assert.Empty(Directory.GetFiles(path, "session-*"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_last_of_two_sessions_puts_everything_back(bool firstEndsFirst)
    {
        alive[5000] = 2000;
        var first = Create();
        var second = Create(5000);
        first.Take(new SessionOptions(), rules, () => true);
        second.RestoreLeftovers();
        Assert.Contains(second.Notices, n => n.Kind == NoticeKind.OtherSession);
        second.Take(new SessionOptions(), rules, () => true);

        (firstEndsFirst ? first : second).Restore();
        Assert.Equal(rules, kernel.ListRules());
        Assert.Equal((EnabledState.On, 8192u), (kernel.Status.Enabled, kernel.Status.BacklogLimit));
        alive.Remove(firstEndsFirst ? Own : 5000);

        (firstEndsFirst ? second : first).Restore();
        Assert.Empty(kernel.ListRules());
        Assert.Equal((EnabledState.Off, 64u), (kernel.Status.Enabled, kernel.Status.BacklogLimit));
        Assert.Empty(Directory.GetFiles(path, "session-*"));
    }

    [Theory]
    [InlineData("backlog_limit=8192")]
    [InlineData("add rule")]
    [InlineData("enabled=1")]
    public void A_refusal_in_the_middle_undoes_what_came_before(string refused)
    {
        var armed = true;
        kernel.BeforeChange = what =>
        {
            if (armed && what == refused) throw new KernelException("test", FakeAuditControl.EPERM, "refused");
        };
        var takeover = Create();
        Assert.Throws<KernelException>(() => takeover.Take(new SessionOptions(), rules, () => true));
        armed = false;
        Assert.Empty(kernel.ListRules());
        Assert.Equal((EnabledState.Off, 64u), (kernel.Status.Enabled, kernel.Status.BacklogLimit));
        Assert.Empty(Directory.GetFiles(path, "session-*"));
    }

    [Fact]
    public void What_could_not_be_put_back_is_told_and_left_to_the_next_session()
    {
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => true);
        kernel.BeforeChange = _ => throw new KernelException("test", FakeAuditControl.EPERM, "refused");
        takeover.Restore();
        Assert.Contains(takeover.Notices, n => n.Kind == NoticeKind.NotRestored);
        Assert.Single(Directory.GetFiles(path, "session-*"));
    }

    [Fact]
    public void Locked_audit_is_only_looked_at()
    {
        kernel.Status = kernel.Status with { Enabled = EnabledState.Locked };
        var attached = false;
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => attached = true);
        Assert.True(attached);
        Assert.Empty(kernel.Changes);
        Assert.Equal(NoticeKind.Locked, Assert.Single(takeover.Notices).Kind);
        takeover.Restore();
        Assert.Empty(kernel.Changes);
    }

    [Fact]
    public void Rules_and_settings_that_spoil_the_picture_are_told()
    {
        kernel.Status = kernel.Status with { Failure = FailureMode.Panic, RateLimit = 100 };
        kernel.AddRule(new RuleBuilder(RuleList.Task, RuleAction.Never).Build());
        kernel.AddRule(new RuleBuilder(RuleList.Exit, RuleAction.Never).WithSyscalls(59).Build());
        var takeover = Create();
        takeover.Take(new SessionOptions(), rules, () => true);
        var kinds = takeover.Notices.Select(n => n.Kind).ToList();
        Assert.Contains(NoticeKind.PanicOnLoss, kinds);
        Assert.Contains(NoticeKind.RateLimited, kinds);
        Assert.Equal(2, kinds.Count(k => k == NoticeKind.RulesHide));
        Assert.All(takeover.Notices, n => Assert.EndsWith(".", n.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_directory_that_others_can_write_is_refused()
    {
        File.SetUnixFileMode(path, (UnixFileMode)0x1FF);
        Assert.Throws<IOException>(() => new SessionDirectory(path));
    }

    private Takeover Create(int pid = Own) => new(kernel, new SessionDirectory(path), StartOf, pid, Boot);

    private long? StartOf(int pid) => alive.TryGetValue(pid, out var start) ? start : null;
}
