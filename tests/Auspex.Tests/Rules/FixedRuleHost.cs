using Auspex.Rules;
using Auspex.Tables;

namespace Auspex.Tests.Rules;

/// <summary>A machine whose answers do not depend on where the test runs.</summary>
internal sealed class FixedRuleHost : IRuleHost
{
    public Machine Machine { get; init; } = Machine.X8664;

    public RuleAbilities Abilities { get; init; } = RuleAbilities.All;

    public Dictionary<string, uint> Users { get; } = new(StringComparer.Ordinal) { ["root"] = 0, ["chrony"] = 20 };

    public Dictionary<string, uint> Groups { get; } = new(StringComparer.Ordinal) { ["root"] = 0, ["adm"] = 4 };

    public HashSet<string> Directories { get; } = new(StringComparer.Ordinal) { "/", "/etc", "/tmp", "/tmp/../etc" };

    public bool TryFindUser(ReadOnlySpan<byte> name, out uint uid) => Users.TryGetValue(System.Text.Encoding.UTF8.GetString(name), out uid);

    public bool TryFindGroup(ReadOnlySpan<byte> name, out uint gid) => Groups.TryGetValue(System.Text.Encoding.UTF8.GetString(name), out gid);

    public bool IsDirectory(ReadOnlySpan<byte> path) => Directories.Contains(System.Text.Encoding.UTF8.GetString(path));
}
