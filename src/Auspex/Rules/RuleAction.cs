namespace Auspex.Rules;

/// <summary>What a rule that matches does. Source: linux/audit.h.</summary>
internal enum RuleAction
{
    /// <summary>AUDIT_NEVER, 0: no event, and no later rule of the list is looked at.</summary>
    Never = 0,

    /// <summary>AUDIT_POSSIBLE, 1: no longer of use.</summary>
    Possible = 1,

    /// <summary>AUDIT_ALWAYS, 2: an event.</summary>
    Always = 2,
}
