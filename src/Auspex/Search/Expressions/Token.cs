namespace Auspex.Search.Expressions;

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Where it begins, counted from 0.</param>
/// <param name="Text">The text it stands for, without delimiters and escapes; for other kinds what was written.</param>
internal readonly record struct Token(TokenKind Kind, int Index, string Text);
