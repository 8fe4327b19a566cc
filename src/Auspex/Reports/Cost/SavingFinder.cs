using System.Globalization;
using Auspex.Rules;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Reports.Cost;

/// <summary>Looks for the changes of rules that would have saved most of what an analysis saw, and that an auditor can take.</summary>
/// <remarks>
/// Each saving is counted for itself: two of them together save less than their sum where they take the same events. It tries a
/// <c>never</c> rule for what a daemon's program does with success and without a login, by program, and by program and key; the condition
/// that somebody has logged in for each key; and record types that tell little more than others do. What people do, what fails, and
/// <see cref="KeptEvents"/> are never given up: calls of which only one event is such are left out of a <c>never</c> rule, for all of
/// them would go.
/// </remarks>
internal sealed class SavingFinder
{
    /// <summary>Where programs of daemons are that only root can change; in bin are tools that run for anybody.</summary>
    private static readonly string[] DaemonFolders = ["/usr/sbin/", "/sbin/", "/usr/lib/", "/usr/libexec/", "/opt/"];

    /// <summary>Programs by which people come in, or other programs are run.</summary>
    private static readonly string[] Gates = ["sshd", "cron", "atd", "login", "systemd", "init", "sudo", "su", "agetty", "getty", "audit", "auspex", "busybox", "chroot", "runuser"];

    private readonly CostAnalysis analysis;
    private readonly RuleListing listing;
    private readonly ByteBuffer line = new();

    /// <summary>A finder.</summary>
    /// <param name="analysis">What was seen.</param>
    /// <param name="native">The machine, for the names of calls.</param>
    public SavingFinder(CostAnalysis analysis, Machine native)
    {
        this.analysis = analysis;
        listing = new RuleListing(native);
    }

    /// <summary>The best ones, the most bytes first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<Saving> Find(int count) =>
    [
        .. ByProgram().Concat(ByKey()).Concat(ByType())
            .Where(s => s.Bytes > 0)
            .OrderByDescending(s => s.Bytes)
            .ThenBy(s => s.Change[0], StringComparer.Ordinal)
            .Take(count),
    ];

    private IEnumerable<Saving> ByProgram()
    {
        foreach (var program in analysis.Cells.Where(c => IsQuiet(c.Key) && IsDaemon(c.Key.Exe)).GroupBy(c => c.Key.Exe, StringComparer.Ordinal))
        {
            var kept = program.Where(c => c.Key.IsKept).Select(CallOf).ToHashSet();
            var all = program.Where(c => !kept.Contains(CallOf(c))).ToList();
            if (all.Count == 0) continue;
            yield return Never(program.Key, all);
            var keys = all.GroupBy(c => c.Key.Key, StringComparer.Ordinal).ToList();
            if (keys.Count < 2) continue;
            foreach (var key in keys)
            {
                // The rule takes whatever these calls are told for, be it under another key.
                var calls = key.Select(CallOf).ToHashSet();
                var taken = all.Where(c => calls.Contains(CallOf(c))).ToList();
                if (taken.Count < all.Count) yield return Never(program.Key, taken);
            }
        }
    }

    /// <summary>Only for keys under which nothing is that must be kept, and of which daemons alone did anything without a login, with success.</summary>
    private IEnumerable<Saving> ByKey()
    {
        foreach (var key in analysis.Cells.Where(c => c.Key.Key.Length > 0).GroupBy(c => c.Key.Key, StringComparer.Ordinal))
        {
            var taken = key.Where(c => !c.Key.HasLogin).ToList();
            if (taken.Count == 0 || key.Any(c => c.Key.IsKept) || !taken.TrueForAll(c => c.Key.Succeeds && IsDaemon(c.Key.Exe))) continue;
            var programs = taken.Select(c => c.Key.Exe).Distinct(StringComparer.Ordinal).Count();
            yield return Sum(
                [$"# add to the rules with key {key.Key}: -F auid!=unset"], taken,
                string.Create(CultureInfo.InvariantCulture, $"all that is done without a login ({programs} programs so far), also by an intruder in a daemon"));
        }
    }

    private IEnumerable<Saving> ByType()
    {
        foreach (var (text, sum) in analysis.Types.ByBytes())
        {
            if (!text.AsSpan().SequenceEqual("PROCTITLE"u8)) continue;
            yield return new Saving(
                ["-a never,exclude -F msgtype=PROCTITLE"], 0, sum.Bytes, "the command line of a process at its calls; that of its start stays in EXECVE records where rules ask for execve");
        }
    }

    private static (uint Arch, int Syscall) CallOf(KeyValuePair<TrafficCell, CostSum> cell) => (cell.Key.Arch, cell.Key.Syscall);

    /// <summary>True for what a <c>never</c> rule of this class would take.</summary>
    private static bool IsQuiet(TrafficCell cell) => cell is { HasLogin: false, Succeeds: true } && cell.Syscall is >= 0 and < RuleWire.MaxSyscalls;

    private static bool IsDaemon(string exe) => Array.Exists(DaemonFolders, f => exe.StartsWith(f, StringComparison.Ordinal))
        && !Array.Exists(Gates, g => exe.AsSpan(exe.LastIndexOf('/') + 1).StartsWith(g, StringComparison.Ordinal));

    private Saving Never(string exe, List<KeyValuePair<TrafficCell, CostSum>> taken)
    {
        var change = taken.GroupBy(c => c.Key.Arch).OrderByDescending(a => a.Key).Select(arch =>
        {
            line.Clear();
            listing.Append(
                new RuleBuilder(RuleList.Exit, RuleAction.Never)
                    .Where(RuleField.Arch, RuleOperator.Equal, arch.Key)
                    .WithSyscalls([.. arch.Select(c => c.Key.Syscall).Distinct()])
                    .Where(RuleField.Auid, RuleOperator.Equal, uint.MaxValue)
                    .Where(RuleField.Success, RuleOperator.Equal, 1)
                    .Where(RuleField.Exe, RuleOperator.Equal, System.Text.Encoding.UTF8.GetBytes(exe))
                    .Build(),
                line);
            return "-A" + System.Text.Encoding.UTF8.GetString(line.Written[2..]); // before all others
        });
        return Sum([.. change], taken, $"these calls of {exe}, where they succeed and nobody logged in, for whatever rule and whoever makes it call");
    }

    private static Saving Sum(string[] change, List<KeyValuePair<TrafficCell, CostSum>> taken, string what)
    {
        var kinds = taken
            .GroupBy(c => (Key: c.Key.Key.Length == 0 ? "no key" : c.Key.Key, Call: NameOf(c.Key)))
            .Select(g => (g.Key, Events: g.Sum(c => c.Value.Events)))
            .OrderByDescending(g => g.Events)
            .ToList();
        const int shown = 5;
        var calls = string.Join(", ", kinds.Take(shown).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Events} {g.Key.Call} ({g.Key.Key})")));
        if (kinds.Count > shown) calls += string.Create(CultureInfo.InvariantCulture, $" and {kinds.Count - shown} more kinds");
        return new Saving(change, taken.Sum(c => c.Value.Events), taken.Sum(c => c.Value.Bytes), $"{what}; here {calls}");
    }

    private static string NameOf(TrafficCell cell) => Syscalls.TryGetName((AuditArch)cell.Arch, cell.Syscall, out var name)
        ? System.Text.Encoding.ASCII.GetString(name)
        : cell.Syscall.ToString(CultureInfo.InvariantCulture);
}
