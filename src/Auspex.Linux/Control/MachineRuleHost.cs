using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Linux.Users;
using Auspex.Rules;
using Auspex.Tables;

namespace Auspex.Linux.Control;

/// <summary>This machine, as far as the meaning of rules depends on it.</summary>
internal sealed class MachineRuleHost : IRuleHost
{
    private readonly Func<RuleAbilities> abilities;
    private RuleAbilities? known;

    /// <summary>This machine.</summary>
    /// <param name="abilities">Tells what the kernel's rules can do; asked once, when a rule needs it.</param>
    public MachineRuleHost(Func<RuleAbilities> abilities)
    {
        this.abilities = abilities;
        _ = Machines.TryParse(Encoding.UTF8.GetBytes(Loop.Machine.Architecture), out var machine);
        Machine = machine;
    }

    /// <inheritdoc/>
    public Machine Machine { get; }

    /// <inheritdoc/>
    public RuleAbilities Abilities => known ??= abilities();

    /// <inheritdoc/>
    public bool TryFindUser(ReadOnlySpan<byte> name, out uint uid) => UserNames.TryFindUser(name, out uid);

    /// <inheritdoc/>
    public bool TryFindGroup(ReadOnlySpan<byte> name, out uint gid) => UserNames.TryFindGroup(name, out gid);

    /// <inheritdoc/>
    public bool IsDirectory(ReadOnlySpan<byte> path)
    {
        var ended = new byte[path.Length + 1];
        path.CopyTo(ended);
        return FileIdentity.TryGet(Fcntl.AT_FDCWD, ended, 0, out _, out var status)
            && (status.stx_mode & Stat.S_IFMT) == Stat.S_IFDIR;
    }
}
