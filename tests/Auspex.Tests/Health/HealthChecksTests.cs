using Auspex.Daemon.Configuration;
using Auspex.Health;
using Auspex.Kernel;
using Auspex.Search.Gaps;
using Auspex.Tests.Docs;

namespace Auspex.Tests.Health;

/// <summary>Facts in, findings out: every finding is made at least once.</summary>
public sealed class HealthChecksTests
{
    private const long Day = 86_400_000;

    [Fact]
    public void A_good_host_has_nothing_but_ok()
    {
        var findings = HealthChecks.Run(Hosts.Good);
        Assert.DoesNotContain(findings, static f => f.Level != HealthLevel.Ok);
        Assert.Equal(HealthLevel.Ok, HealthChecks.Worst(findings));
        Assert.True(findings.Count > 18, $"only {findings.Count}");
        Assert.All(findings, static f => Assert.EndsWith(".", f.State, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_known_is_not_judged()
    {
        var findings = HealthChecks.Run(new HostFacts());
        Assert.Equal(["kernel.build", "kernel.answers"], findings.Select(static f => f.Check), StringComparer.Ordinal);
        Assert.Equal(HealthLevel.Note, HealthChecks.Worst(findings));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    [MemberData(nameof(States))]
    [MemberData(nameof(Auditors))]
    [MemberData(nameof(Files))]
    [MemberData(nameof(Disks))]
    [MemberData(nameof(Surroundings))]
    public void A_fact_makes_its_finding(string name, string check, string levelName, string part)
    {
        var level = Enum.Parse<HealthLevel>(levelName);
        var facts = Cases[name](Hosts.Good);
        var findings = HealthChecks.Run(facts);
        var finding = Assert.Single(findings, f => f.Check == check && f.Level == level);
        Assert.Contains(part, $"{finding.State} {finding.Why} {finding.Remedy} {finding.Command}", StringComparison.Ordinal);
        if (level == HealthLevel.Ok) return;
        Assert.NotEmpty(finding.Why);
        if (level > HealthLevel.Note) Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public void Every_case_is_run()
    {
        var run = new[] { Kernels(), States(), Auditors(), Files(), Disks(), Surroundings() }.SelectMany(static d => d.Select(static r => r.Data.Item1));
        Assert.Equal(Cases.Keys.Order(StringComparer.Ordinal), run.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void The_document_lists_every_check_and_no_other()
    {
        var made = Cases.Values.SelectMany(static c => HealthChecks.Run(c(Hosts.Good))).Select(static f => f.Check).Distinct(StringComparer.Ordinal);
        var lines = Documents.Read("docs/doctor.md").Split("## shadow")[0].Split('\n');
        var listed = lines.Where(static l => l.StartsWith("| `", StringComparison.Ordinal)).Select(static l => l.Split('`')[1]);
        Assert.Equal(made.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public static TheoryData<string, string, string, string> Kernels() => new()
    {
        { "container", "host.container", nameof(HealthLevel.Error), "on the host" },
        { "container refused", "kernel.answers", nameof(HealthLevel.Error), "container" },
        { "no config", "kernel.build", nameof(HealthLevel.Note), "/boot/config" },
        { "no audit", "kernel.build", nameof(HealthLevel.Error), "CONFIG_AUDIT," },
        { "no syscalls", "kernel.build", nameof(HealthLevel.Error), "CONFIG_AUDITSYSCALL" },
        { "audit=0", "kernel.boot", nameof(HealthLevel.Error), "audit=0" },
        { "audit unset", "kernel.boot", nameof(HealthLevel.Note), "without audit=1" },
        { "no boot backlog", "kernel.boot_backlog", nameof(HealthLevel.Note), "64 records" },
        { "not in kernel", "kernel.answers", nameof(HealthLevel.Error), "netlink" },
        { "off at boot", "kernel.answers", nameof(HealthLevel.Error), "since boot" },
        { "not root", "kernel.answers", nameof(HealthLevel.Warning), "sudo auspex doctor" },
        { "no answer", "kernel.answers", nameof(HealthLevel.Error), "timed out" },
        { "no accounting", "accounting", nameof(HealthLevel.Note), "CONFIG_BSD_PROCESS_ACCT" },
    };

    public static TheoryData<string, string, string, string> States() => new()
    {
        { "off", "audit.enabled", nameof(HealthLevel.Error), "auditctl -e 1" },
        { "locked", "audit.enabled", nameof(HealthLevel.Ok), "locked" },
        { "silent", "audit.failure", nameof(HealthLevel.Warning), "auditctl -f 1" },
        { "panic", "audit.failure", nameof(HealthLevel.Note), "halts" },
        { "lost", "audit.lost", nameof(HealthLevel.Warning), "5 records" },
        { "backlog full", "audit.backlog", nameof(HealthLevel.Warning), "7000 of at most 8192" },
        { "small limit", "audit.backlog_limit", nameof(HealthLevel.Warning), "auditctl -b 8192" },
        { "middling limit", "audit.backlog_limit", nameof(HealthLevel.Note), "1024" },
        { "no limit", "audit.backlog_limit", nameof(HealthLevel.Note), "fill the memory" },
        { "rate", "audit.rate", nameof(HealthLevel.Warning), "100 records a second" },
        { "no wait", "audit.wait", nameof(HealthLevel.Warning), "backlog_wait_time 0" },
        { "waited", "audit.wait", nameof(HealthLevel.Note), "33 clock ticks" },
        { "task never", "rules.never", nameof(HealthLevel.Error), "auditctl -d task,never" },
        { "no rules", "rules.loaded", nameof(HealthLevel.Warning), "augenrules --load" },
        { "drift", "rules.drift", nameof(HealthLevel.Warning), "by 2 requests" },
        { "locked drift", "rules.drift", nameof(HealthLevel.Note), "next boot" },
        { "rule errors", "rules.files", nameof(HealthLevel.Error), "1 error; the first: x.rules(1,1): bad" },
        { "rules unreadable", "rules.files", nameof(HealthLevel.Warning), "is missing" },
    };

    public static TheoryData<string, string, string, string> Auditors() => new()
    {
        { "nobody", "audit.auditor", nameof(HealthLevel.Warning), "systemctl start auditd" },
        { "theirs", "audit.auditor", nameof(HealthLevel.Ok), "not Auspex's" },
        { "replaced", "audit.auditor", nameof(HealthLevel.Ok), "not Auspex's" },
        { "watch", "audit.auditor", nameof(HealthLevel.Note), "auspex watch" },
        { "journald auditor", "audit.auditor", nameof(HealthLevel.Warning), "systemd-journald" },
        { "unseen", "audit.auditor", nameof(HealthLevel.Warning), "cannot be seen" },
        { "other", "audit.auditor", nameof(HealthLevel.Note), "/opt/agent" },
        { "journald listens", "audit.listeners", nameof(HealthLevel.Note), "mask --now systemd-journald-audit.socket" },
        { "somebody listens", "audit.listeners", nameof(HealthLevel.Note), "go-audit (pid 9)" },
        { "somebody unknown listens", "audit.listeners", nameof(HealthLevel.Note), "missed 3 records" },
        { "journald may listen", "audit.journald", nameof(HealthLevel.Note), "does not listen now" },
    };

    public static TheoryData<string, string, string, string> Files() => new()
    {
        { "config missing", "config.auditd", nameof(HealthLevel.Warning), "missing" },
        { "config fault", "config.auditd", nameof(HealthLevel.Error), "chmod 0640" },
        { "config error", "config.auditd", nameof(HealthLevel.Error), "/etc/audit/auditd.conf(3,1): Unknown keyword" },
        { "config warning", "config.auditd", nameof(HealthLevel.Note), "(4,1)" },
        { "no logs written", "config.write_logs", nameof(HealthLevel.Note), "plugins alone" },
        { "no local events", "config.local_events", nameof(HealthLevel.Warning), "local_events" },
        { "config writable", "files.config", nameof(HealthLevel.Error), "mode 0660" },
        { "config of another", "files.config", nameof(HealthLevel.Error), "uid 1000" },
        { "config readable", "files.config", nameof(HealthLevel.Note), "0644" },
        { "logs writable", "files.logs", nameof(HealthLevel.Error), "mode 0620" },
        { "logs readable", "files.logs", nameof(HealthLevel.Warning), "mode 0604" },
        { "no log directory", "files.logs", nameof(HealthLevel.Warning), "install -d" },
        { "plugin fault", "plugins", nameof(HealthLevel.Warning), "world writable" },
        { "plugin error", "plugins", nameof(HealthLevel.Warning), "is not owned by root" },
        { "plugin warning", "plugins", nameof(HealthLevel.Note), "obsolete" },
        { "gaps", "log.gaps", nameof(HealthLevel.Warning), "7 event or records are missing" },
        { "gaps told", "log.gaps", nameof(HealthLevel.Warning), "causes: queue:x" },
        { "gaps over a start", "log.gaps", nameof(HealthLevel.Note), "1 start of auditd" },
    };

    public static TheoryData<string, string, string, string> Disks() => new()
    {
        { "shared disk", "disk.own", nameof(HealthLevel.Note), "shares" },
        { "admin space", "disk.space", nameof(HealthLevel.Error), "admin_space_left (50 MiB)" },
        { "little space", "disk.space", nameof(HealthLevel.Warning), "space_left (1 GiB)" },
        { "kept a week less", "disk.kept", nameof(HealthLevel.Note), "reach back" },
        { "kept hours", "disk.kept", nameof(HealthLevel.Warning), "hours" },
        { "kept", "disk.kept", nameof(HealthLevel.Ok), "200 days" },
        { "full soon", "disk.forecast", nameof(HealthLevel.Warning), "reached in" },
        { "full in time", "disk.forecast", nameof(HealthLevel.Ok), "space_left is reached in" },
        { "rotation too large", "disk.forecast", nameof(HealthLevel.Note), "Rotation alone" },
        { "kept", "disk.forecast", nameof(HealthLevel.Ok), "never reach" },
    };

    public static TheoryData<string, string, string, string> Surroundings() => new()
    {
        { "clock", "time.synchronised", nameof(HealthLevel.Warning), "timedatectl" },
        { "label", "mac.selinux", nameof(HealthLevel.Warning), "restorecon -R /var/log/audit" },
        { "permissive label", "mac.selinux", nameof(HealthLevel.Note), "is permissive" },
        { "auditor label", "mac.selinux", nameof(HealthLevel.Warning), "unconfined_t" },
        { "apparmor", "mac", nameof(HealthLevel.Ok), "AppArmor is on" },
        { "no mac", "mac", nameof(HealthLevel.Ok), "Neither" },
        { "no login uid", "login.session", nameof(HealthLevel.Warning), "auid -1" },
        { "daemon", "login.session", nameof(HealthLevel.Ok), "no person" },
        { "no pam", "login.pam", nameof(HealthLevel.Warning), "/etc/pam.d/sshd does" },
    };

    private static Dictionary<string, Func<HostFacts, HostFacts>> Cases { get; } = new(StringComparer.Ordinal)
    {
        ["container"] = static h => WithKernel(h, static k => k with { IsContainer = true }),
        ["container refused"] = static h => WithKernel(h, static k => k with { Reach = AuditReach.Container }),
        ["no config"] = static h => WithKernel(h, static k => k with { BuildConfigPath = null }),
        ["no audit"] = static h => WithKernel(h, static k => k with { HasAudit = false }),
        ["no syscalls"] = static h => WithKernel(h, static k => k with { HasSyscallAudit = false }),
        ["audit=0"] = static h => WithKernel(h, static k => k with { CommandLine = "audit=1 audit=0" }),
        ["audit unset"] = static h => WithKernel(h, static k => k with { CommandLine = "quiet" }),
        ["no boot backlog"] = static h => WithKernel(h, static k => k with { CommandLine = "audit=1" }),
        ["not in kernel"] = static h => WithKernel(h, static k => k with { Reach = AuditReach.NotInKernel }),
        ["off at boot"] = static h => WithKernel(h, static k => k with { Reach = AuditReach.OffAtBoot }),
        ["not root"] = static h => WithKernel(h, static k => k with { Reach = AuditReach.NotPrivileged }),
        ["no answer"] = static h => WithKernel(h, static k => k with { Reach = AuditReach.Failed, ReachDetail = "timed out" }),
        ["no accounting"] = static h => WithKernel(h, static k => k with { HasAccounting = false }),
        ["off"] = static h => WithStatus(h, static s => s with { Enabled = EnabledState.Off }),
        ["locked"] = static h => WithStatus(h, static s => s with { Enabled = EnabledState.Locked }),
        ["silent"] = static h => WithStatus(h, static s => s with { Failure = FailureMode.Silent }),
        ["panic"] = static h => WithStatus(h, static s => s with { Failure = FailureMode.Panic }),
        ["lost"] = static h => WithStatus(h, static s => s with { Lost = 5 }),
        ["backlog full"] = static h => WithStatus(h, static s => s with { Backlog = 7000 }),
        ["small limit"] = static h => WithStatus(h, static s => s with { BacklogLimit = 64 }),
        ["middling limit"] = static h => WithStatus(h, static s => s with { BacklogLimit = 1024 }),
        ["no limit"] = static h => WithStatus(h, static s => s with { BacklogLimit = 0 }),
        ["rate"] = static h => WithStatus(h, static s => s with { RateLimit = 100 }),
        ["no wait"] = static h => WithStatus(h, static s => s with { BacklogWaitTime = 0 }),
        ["waited"] = static h => WithStatus(h, static s => s with { BacklogWaitTimeActual = 33 }),
        ["task never"] = static h => WithRules(h, static r => r with { KillsAll = true }),
        ["no rules"] = static h => WithRules(h, static r => r with { LoadedCount = 0 }),
        ["drift"] = static h => WithRules(h, static r => r with { Changes = 2 }),
        ["locked drift"] = static h => WithRules(h, static r => r with { Changes = 2, IsLocked = true }),
        ["rule errors"] = static h => WithRules(h, static r => r with { Errors = ["x.rules(1,1): bad"], Changes = null }),
        ["rules unreadable"] = static h => WithRules(h, static r => r with { Fault = "/etc/audit/rules.d is missing" }),
        ["nobody"] = static h => h with { Auditor = AuditorFacts.Nobody },
        ["theirs"] = static h => h with { Auditor = new AuditorFacts(7, "/sbin/auditd", ["/sbin/auditd"], false) },
        ["replaced"] = static h => h with { Auditor = new AuditorFacts(7, "/sbin/auditd (deleted)", ["/sbin/auditd"], false) },
        ["watch"] = static h => h with { Auditor = new AuditorFacts(7, "/usr/bin/auspex", ["auspex", "watch"], true) },
        ["journald auditor"] = static h => h with { Auditor = new AuditorFacts(7, "/usr/lib/systemd/systemd-journald", [], false) },
        ["unseen"] = static h => h with { Auditor = new AuditorFacts(7, "", [], false) },
        ["other"] = static h => h with { Auditor = new AuditorFacts(7, "/opt/agent", ["agent"], false) },
        ["journald listens"] = static h => h with { Listeners = [new ListenerFacts(5, "systemd-journal", 0)] },
        ["somebody listens"] = static h => h with { Listeners = [new ListenerFacts(9, "go-audit", 0)] },
        ["somebody unknown listens"] = static h => h with { Listeners = [new ListenerFacts(0, "", 3)] },
        ["journald may listen"] = static h => h with { Journald = new JournaldFacts(true, false) },
        ["config missing"] = static h => h with { Config = new ConfigFacts { IsMissing = true } },
        ["config fault"] = static h => h with { Config = new ConfigFacts { Fault = "Error - /etc/audit/auditd.conf is world writable" } },
        ["config error"] = static h => h with { Config = new ConfigFacts { Diagnostics = [new("/etc/audit/auditd.conf", 3, 1, true, "Unknown keyword", "")] } },
        ["config warning"] = static h => h with { Config = new ConfigFacts { Diagnostics = [new("/etc/audit/auditd.conf", 4, 1, false, "q_depth", "")], Value = Hosts.Config } },
        ["no logs written"] = static h => WithConfig(h, static c => c with { WritesLogs = false }),
        ["no local events"] = static h => WithConfig(h, static c => c with { HasLocalEvents = false }),
        ["config writable"] = static h => h with { ConfigPaths = [new("/etc/audit", Hosts.Directory(0x1E8)), new("/etc/audit/x", Hosts.File(0x1B0))] },
        ["config of another"] = static h => h with { ConfigPaths = [new("/etc/audit", Hosts.Directory(0x1E8, 1000))] },
        ["config readable"] = static h => h with { ConfigPaths = [new("/etc/audit", Hosts.Directory(0x1E8)), new("/etc/audit/x", Hosts.File(0x1A4))] },
        ["logs writable"] = static h => h with { LogPaths = [new("/var/log/audit", Hosts.Directory(0x1C0)), new("/var/log/audit/audit.log", Hosts.File(0x190))] },
        ["logs readable"] = static h => h with { LogPaths = [new("/var/log/audit", Hosts.Directory(0x1C0)), new("/var/log/audit/audit.log", Hosts.File(0x184))] },
        ["no log directory"] = static h => h with { LogPaths = [new("/var/log/audit", default)] },
        ["plugin fault"] = static h => h with { Plugins = [new PluginFacts("/p", false, "Error - /p is world writable", [])] },
        ["plugin error"] = static h => h with { Plugins = [new PluginFacts("/p", false, "", [new("/p", 0, 0, true, "/sbin/x is not owned by root", "")])] },
        ["plugin warning"] = static h => h with { Plugins = [new PluginFacts("/p", true, "", [new("/p", 2, 1, false, "Option is obsolete", "")])] },
        ["gaps"] = static h => h with { Tail = new TailFacts(100, 9, Hosts.Now - Day, [new EventGap(GapReason.Serials, null, 4, 10, 7, Hosts.Now - 5, Hosts.Now)]) },
        ["gaps told"] = static h => h with { Tail = new TailFacts(100, 9, 0, [new EventGap(GapReason.Recorded, null, 4, 10, 7, 1, 2, "queue:x")]) },
        ["gaps over a start"] = static h => h with { Tail = new TailFacts(100, 9, 0, [new EventGap(GapReason.DaemonStart, null, 4, 10, 7, 1, 2)]) },
        ["shared disk"] = static h => h with { Disk = h.Disk! with { HasOthers = true } },
        ["admin space"] = static h => h with { Disk = h.Disk! with { FreeBytes = 40 << 20 } },
        ["little space"] = static h => WithConfig(h, static c => c with { SpaceLeft = new SpaceSetting(10, true) }) with { Disk = h.Disk! with { FreeBytes = 900 << 20 } },
        ["kept a week less"] = static h => WithConfig(h, static c => c with { LogCount = 2, MaxLogMebibytes = 3 }),
        ["kept hours"] = static h => WithConfig(h, static c => c with { LogCount = 2, MaxLogMebibytes = 3 }) with { Logs = [new("/var/log/audit/audit.log", 6 << 20, Hosts.Now - (Day / 4), Hosts.Now)] },
        ["kept"] = static h => h,
        ["full soon"] = static h => WithConfig(h, static c => c with { MaxLogAction = new ActionSetting(DaemonAction.KeepLogs) }) with { Disk = h.Disk! with { FreeBytes = 79 << 20 } },
        ["full in time"] = static h => WithConfig(h, static c => c with { MaxLogAction = new ActionSetting(DaemonAction.KeepLogs) }),
        ["rotation too large"] = static h => h with { Disk = h.Disk! with { FreeBytes = 95 << 20 } },
        ["clock"] = static h => h with { IsClockSynchronised = false },
        ["label"] = static h => h with { Labels = h.Labels! with { LogLabel = "system_u:object_r:var_log_t:s0" } },
        ["permissive label"] = static h => h with { Labels = h.Labels! with { LogLabel = "system_u:object_r:var_log_t:s0", IsSelinuxEnforcing = false } },
        ["auditor label"] = static h => h with { Labels = h.Labels! with { AuditorLabel = "unconfined_u:unconfined_r:unconfined_t:s0" } },
        ["apparmor"] = static h => h with { Labels = new LabelFacts { HasAppArmor = true } },
        ["no mac"] = static h => h with { Labels = new LabelFacts() },
        ["no login uid"] = static h => h with { Session = h.Session! with { LoginUid = null } },
        ["daemon"] = static h => h with { Session = h.Session! with { LoginUid = null, HasTerminal = false } },
        ["no pam"] = static h => h with { Session = h.Session! with { Services = [("login", true), ("sshd", false)] } },
    };

    private static HostFacts WithKernel(HostFacts host, Func<KernelFacts, KernelFacts> change) => host with { Kernel = change(host.Kernel) };

    private static HostFacts WithStatus(HostFacts host, Func<AuditStatus, AuditStatus> change) => host with { Status = change(host.Status!.Value) };

    private static HostFacts WithRules(HostFacts host, Func<RuleFacts, RuleFacts> change) => host with { Rules = change(host.Rules!) };

    private static HostFacts WithConfig(HostFacts host, Func<DaemonConfig, DaemonConfig> change) =>
        host with { Config = host.Config! with { Value = change(host.Config.Value!) } };
}
