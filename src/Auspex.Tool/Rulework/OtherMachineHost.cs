using Auspex.Rules;
using Auspex.Tables;

namespace Auspex.Tool.Rulework;

/// <summary>This machine's users, groups and paths, with the system calls of another.</summary>
internal sealed class OtherMachineHost(IRuleHost here, Machine machine) : IRuleHost
{
    public Machine Machine { get; } = machine;

    public RuleAbilities Abilities => here.Abilities;

    public bool TryFindUser(ReadOnlySpan<byte> name, out uint uid) => here.TryFindUser(name, out uid);

    public bool TryFindGroup(ReadOnlySpan<byte> name, out uint gid) => here.TryFindGroup(name, out gid);

    public bool IsDirectory(ReadOnlySpan<byte> path) => here.IsDirectory(path);
}
