using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Rules;

namespace Auspex.Linux.Netlink;

/// <summary>Gathers the rules of one listing. A rule in a form that nobody knows spoils it: half a listing is not one.</summary>
internal sealed class ReceivedRules
{
    private readonly List<RuleWire> rules = [];
    private int unreadable;

    /// <summary>Takes one message of the answer.</summary>
    /// <returns>True when it was the last.</returns>
    internal bool Take(ushort type, ReadOnlySpan<byte> payload)
    {
        if (type == Audit.AUDIT_LIST_RULES)
        {
            if (RuleWire.TryParse(payload, out var rule)) rules.Add(rule);
            else unreadable++;
        }

        return type == Uapi.Netlink.NLMSG_DONE;
    }

    /// <summary>All rules.</summary>
    /// <exception cref="Auspex.Kernel.KernelException">EPROTO: some are not readable. Planning with the others would delete or double them.</exception>
    internal IReadOnlyList<RuleWire> ToList()
    {
        if (unreadable > 0) KernelErrors.Throw($"read {unreadable} of {unreadable + rules.Count} audit rules, whose form is unknown here", Errno.EPROTO);
        return rules;
    }
}
