namespace Auspex.Rules;

/// <summary>How a field is compared. Source: linux/audit.h, the operators; facts/rule-operators.tsv.</summary>
internal enum RuleOperator : uint
{
    /// <summary>No operator: the kernel refuses it.</summary>
    None = 0,

    /// <summary>AUDIT_BIT_MASK, <c>&amp;</c>: any of the bits.</summary>
    BitMask = 0x0800_0000,

    /// <summary>AUDIT_LESS_THAN, <c>&lt;</c>.</summary>
    LessThan = 0x1000_0000,

    /// <summary>AUDIT_GREATER_THAN, <c>&gt;</c>.</summary>
    GreaterThan = 0x2000_0000,

    /// <summary>AUDIT_NOT_EQUAL, <c>!=</c>.</summary>
    NotEqual = 0x3000_0000,

    /// <summary>AUDIT_EQUAL, <c>=</c>.</summary>
    Equal = 0x4000_0000,

    /// <summary>AUDIT_BIT_TEST, <c>&amp;=</c>: all of the bits.</summary>
    BitTest = 0x4800_0000,

    /// <summary>AUDIT_LESS_THAN_OR_EQUAL, <c>&lt;=</c>.</summary>
    LessOrEqual = 0x5000_0000,

    /// <summary>AUDIT_GREATER_THAN_OR_EQUAL, <c>&gt;=</c>.</summary>
    GreaterOrEqual = 0x6000_0000,
}
