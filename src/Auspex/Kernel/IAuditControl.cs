using Auspex.Rules;

namespace Auspex.Kernel;

/// <summary>The control channel of the kernel's audit: state and rules. One thread at a time.</summary>
/// <remarks>
/// Every call waits for the kernel's acknowledgement and throws <see cref="KernelException"/> when it refuses or
/// stays silent.
/// Implementations: a netlink socket, and a model of the kernel in tests. Source: linux/audit.h; auditctl(8).
/// </remarks>
internal interface IAuditControl : IDisposable
{
    /// <summary>AUDIT_GET.</summary>
    AuditStatus GetStatus();

    /// <summary>
    /// Switches the making of events. <see cref="EnabledState.Locked"/> cannot be taken back before the next boot.
    /// </summary>
    void SetEnabled(EnabledState enabled);

    /// <summary>Sets what happens when a record is lost.</summary>
    void SetFailure(FailureMode failure);

    /// <summary>Gives up being the auditor; only the registered process itself may.</summary>
    /// <remarks>Registering needs the socket that will receive: see the receiver.</remarks>
    void Unregister();

    /// <summary>Sets how many records a second are let through, 0 for all.</summary>
    void SetRateLimit(uint recordsPerSecond);

    /// <summary>Sets how many records may wait, 0 for no limit.</summary>
    void SetBacklogLimit(uint records);

    /// <summary>Sets how long the maker of an event waits for room, in the kernel's clock ticks (HZ).</summary>
    void SetBacklogWaitTime(uint ticks);

    /// <summary>Sets the count of lost records to 0 and returns what it was.</summary>
    uint ResetLost();

    /// <summary>
    /// Sets the time that makers of events have waited to 0 and returns what it was, in the kernel's clock ticks.
    /// </summary>
    uint ResetBacklogWaitTimeActual();

    /// <summary>AUDIT_GET_FEATURE.</summary>
    AuditFeatures GetFeatures();

    /// <summary>AUDIT_SET_FEATURE for the features in <paramref name="mask"/>.</summary>
    void SetFeatures(FeatureFlags mask, AuditFeatures features);

    /// <summary>All rules, in the order in which the kernel holds them within each list.</summary>
    IReadOnlyList<RuleWire> ListRules();

    /// <summary>Adds a rule: at the end of its list, or at the front with <see cref="RuleWire.Prepend"/>.</summary>
    /// <remarks>EEXIST when the kernel has the same rule already; it takes the key for part of the rule.</remarks>
    void AddRule(RuleWire rule);

    /// <summary>Deletes a rule; ENOENT when the kernel has none like it.</summary>
    void DeleteRule(RuleWire rule);

    /// <summary>AUDIT_TRIM: forgets the parts of watched directory trees that are gone.</summary>
    void Trim();

    /// <summary>
    /// AUDIT_MAKE_EQUIV: what is watched below <paramref name="mount"/> is watched below <paramref name="subtree"/>
    /// too.
    /// </summary>
    void MakeEquivalent(ReadOnlySpan<byte> mount, ReadOnlySpan<byte> subtree);

    /// <summary>Has the kernel make a record of user space.</summary>
    /// <param name="type">AUDIT_USER (1005), or 1100 to 1199 and 2100 to 2999.</param>
    /// <param name="text">What stands in <c>msg='…'</c>, without an end.</param>
    void SendUserMessage(int type, ReadOnlySpan<byte> text);
}
