using Auspex.Tables;

namespace Auspex.Rules;

/// <summary>What the meaning of a rule's text depends on besides the text: the machine that it is for.</summary>
/// <remarks>Asked only for what a rule needs. Implementations: the machine itself, and a fixed one in tests.</remarks>
internal interface IRuleHost
{
    /// <summary>The machine that <c>b64</c>, <c>b32</c> and system calls without <c>arch=</c> mean.</summary>
    Machine Machine { get; }

    /// <summary>What its kernel's rules can do.</summary>
    RuleAbilities Abilities { get; }

    /// <summary>The id of the user called <paramref name="name"/>.</summary>
    /// <returns>False when there is no such user.</returns>
    bool TryFindUser(ReadOnlySpan<byte> name, out uint uid);

    /// <summary>The id of the group called <paramref name="name"/>.</summary>
    /// <returns>False when there is no such group.</returns>
    bool TryFindGroup(ReadOnlySpan<byte> name, out uint gid);

    /// <summary>True when <paramref name="path"/> leads to a directory: a watch then covers all below it.</summary>
    bool IsDirectory(ReadOnlySpan<byte> path);
}
