using System.Globalization;
using Auspex.Rules;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Reports.Cost;

/// <summary>Looks for the changes of rules that would have saved most of what an analysis saw.</summary>
/// <remarks>
/// Each saving is counted for itself: two of them together save less than their sum where they take the same events. It tries a
/// <c>never</c> rule for each program, and for each program and key; the condition that somebody has logged in for each key; and record
/// types that tell little more than others do.
/// </remarks>
public sealed class SavingFinder
{
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
        foreach (var program in analysis.Cells.Where(c => c.Key.Exe.StartsWith('/')).GroupBy(c => c.Key.Exe, StringComparer.Ordinal))
        {
            var all = program.ToList();
            yield return Never(program.Key, all);
            var keys = all.GroupBy(c => c.Key.Key, StringComparer.Ordinal).ToList();
            if (keys.Count < 2) continue;
            foreach (var key in keys)
            {
                // The rule takes whatever these calls are told for, be it under another key.
                var calls = key.Select(c => (c.Key.Arch, c.Key.Syscall)).ToHashSet();
                var taken = all.Where(c => calls.Contains((c.Key.Arch, c.Key.Syscall))).ToList();
                if (taken.Count < all.Count) yield return Never(program.Key, taken);
            }
        }
    }

    private IEnumerable<Saving> ByKey()
    {
        foreach (var key in analysis.Cells.Where(c => c.Key.Key.Length > 0 && !c.Key.HasLogin).GroupBy(c => c.Key.Key, StringComparer.Ordinal))
        {
            var programs = key.Select(c => c.Key.Exe).Distinct(StringComparer.Ordinal).Count();
            yield return Sum(
                [$"# add to the rules with key {key.Key}: -F auid!=unset"], [.. key], $"without a login ({programs} programs): ");
        }
    }

    private IEnumerable<Saving> ByType()
    {
        foreach (var (text, sum) in analysis.Types.ByBytes())
        {
            var name = System.Text.Encoding.ASCII.GetString(text);
            var lost = name switch
            {
                "PROCTITLE" => "the command line of the process that made a call, but for EXECVE records",
                "CWD" => "the working directory: relative paths can no longer be completed",
                _ => "",
            };
            if (lost.Length > 0) yield return new Saving([$"-a never,exclude -F msgtype={name}"], 0, sum.Bytes, lost);
        }
    }

    private Saving Never(string exe, List<KeyValuePair<TrafficCell, CellSum>> taken)
    {
        var change = taken.GroupBy(c => c.Key.Arch).OrderByDescending(a => a.Key).Select(arch =>
        {
            line.Clear();
            listing.Append(
                new RuleBuilder(RuleList.Exit, RuleAction.Never)
                    .Where(RuleField.Arch, RuleOperator.Equal, arch.Key)
                    .WithSyscalls([.. arch.Select(c => c.Key.Syscall).Where(n => n is >= 0 and < RuleWire.MaxSyscalls).Distinct()])
                    .Where(RuleField.Exe, RuleOperator.Equal, System.Text.Encoding.UTF8.GetBytes(exe))
                    .Build(),
                line);
            return "-A" + System.Text.Encoding.UTF8.GetString(line.Written[2..]); // before all others
        });
        return Sum([.. change], taken, "");
    }

    private static Saving Sum(string[] change, List<KeyValuePair<TrafficCell, CellSum>> taken, string remark)
    {
        var keys = taken
            .GroupBy(c => (Key: c.Key.Key.Length == 0 ? "no key" : c.Key.Key, Call: NameOf(c.Key)))
            .Select(g => (g.Key, Events: g.Sum(c => c.Value.Sum.Events)))
            .OrderByDescending(g => g.Events)
            .ToList();
        const int shown = 5;
        var calls = string.Join(", ", keys.Take(shown).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Events} {g.Key.Call} ({g.Key.Key})")));
        if (keys.Count > shown) calls += string.Create(CultureInfo.InvariantCulture, $" and {keys.Count - shown} more kinds");
        var failures = taken.Sum(c => c.Value.Failures);
        var users = taken.SelectMany(c => c.Value.Users).Distinct().Count();
        return new Saving(
            change,
            taken.Sum(c => c.Value.Sum.Events),
            taken.Sum(c => c.Value.Sum.Bytes),
            string.Create(CultureInfo.InvariantCulture, $"{remark}{calls}; {failures} of them failed; {users} login users"));
    }

    private static string NameOf(TrafficCell cell) => Syscalls.TryGetName((AuditArch)cell.Arch, cell.Syscall, out var name)
        ? System.Text.Encoding.ASCII.GetString(name)
        : cell.Syscall.ToString(CultureInfo.InvariantCulture);
}
