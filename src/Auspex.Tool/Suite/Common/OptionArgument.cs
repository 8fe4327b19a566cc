namespace Auspex.Tool.Suite.Common;

/// <summary>What may follow the word of an option. Source: spec 1.1, scanner.</summary>
internal enum OptionArgument
{
    /// <summary>Nothing; a word that is no option is then read as one, and fails as unsupported.</summary>
    None,

    /// <summary>Nothing, and a word that is no option is refused: <c>Argument is NOT required for X</c>.</summary>
    Refused,

    /// <summary>One word that does not begin with <c>-</c>.</summary>
    Word,

    /// <summary>One word, which may begin with <c>-</c>: a negative number.</summary>
    AnyWord,

    /// <summary>One word or two that do not begin with <c>-</c>: date and time.</summary>
    Time,
}
