using System.Text;
using Auspex.Tables;

namespace Auspex.Rules.Lint;

/// <summary>A machine of which only the calls are known: accounts that this one does not have may well be there.</summary>
/// <remarks>An unknown name gets a number of its own that no account has, so that the rest of the rule is still looked at.</remarks>
internal sealed class OfflineHost(IRuleHost here) : IRuleHost
{
    private const uint First = 0xFFFE_0000;
    private const uint Last = 0xFFFE_FFFF;

    private readonly Dictionary<string, uint> unknown = new(StringComparer.Ordinal);

    public Machine Machine => here.Machine;

    public RuleAbilities Abilities => here.Abilities;

    /// <summary>True for the number of an account that nothing is known of: it can only be compared with itself.</summary>
    public static bool IsUnknown(uint id) => id is >= First and <= Last;

    public bool TryFindUser(ReadOnlySpan<byte> name, out uint uid) => here.TryFindUser(name, out uid) || Take(name, out uid);

    public bool TryFindGroup(ReadOnlySpan<byte> name, out uint gid) => here.TryFindGroup(name, out gid) || Take(name, out gid);

    public bool IsDirectory(ReadOnlySpan<byte> path) => here.IsDirectory(path);

    private bool Take(ReadOnlySpan<byte> name, out uint id)
    {
        var text = Encoding.Latin1.GetString(name);
        if (unknown.TryGetValue(text, out id)) return true;
        id = First + (uint)unknown.Count;
        if (id > Last || name.IsEmpty || name[0] == (byte)'-') return false; // a number that is none
        unknown[text] = id;
        return true;
    }
}
