namespace Auspex.Search.Expressions;

/// <summary>Why a text is no expression.</summary>
/// <param name="Index">The character at which it goes wrong, counted from 0.</param>
/// <param name="Message">What is wrong and what would be right, without a full stop.</param>
public readonly record struct ExpressionError(int Index, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Message} (character {Index + 1})";
}
