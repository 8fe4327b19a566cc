namespace Auspex.Search.Expressions;

/// <summary>What a piece of an expression is.</summary>
internal enum TokenKind
{
    /// <summary>Nothing is left.</summary>
    End,

    /// <summary>A word or a quoted text.</summary>
    Text,

    /// <summary>A text between slashes.</summary>
    Pattern,

    /// <summary>A comparison.</summary>
    Operator,

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>!</c></summary>
    Not,

    /// <summary><c>(</c></summary>
    Open,

    /// <summary><c>)</c></summary>
    Close,

    /// <summary><c>\</c> before the name of something that is no field of a record.</summary>
    Escape,
}
