namespace Auspex.Search.Expressions;

/// <summary>How a field is compared.</summary>
internal enum ComparisonOperator
{
    /// <summary><c>r=</c>: the value as it stands in the record.</summary>
    RawEqual,

    /// <summary><c>r!=</c></summary>
    RawUnequal,

    /// <summary><c>i=</c>: the value as ausearch -i shows it.</summary>
    InterpretedEqual,

    /// <summary><c>i!=</c></summary>
    InterpretedUnequal,

    /// <summary><c>==</c>: the number, time or type.</summary>
    Equal,

    /// <summary><c>!==</c></summary>
    Unequal,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}
