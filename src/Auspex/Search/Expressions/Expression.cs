using System.Diagnostics.CodeAnalysis;

namespace Auspex.Search.Expressions;

/// <summary>A condition on one record, in the language of the audit library. Read-only: shared by any number of <see cref="ExpressionMatcher"/>s.</summary>
/// <remarks>
/// <code>
/// or      = and { "||" and }
/// and     = not { "&amp;&amp;" not }
/// not     = "!" not | "(" or ")" | "\regexp" text | field operator text
/// field   = text | "\timestamp" | "\timestamp_ex" | "\record_type"
/// operator= "r=" | "r!=" | "i=" | "i!=" | "==" | "!==" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
/// text    = word | '"' … '"' | "/" … "/"      the last one only behind \regexp; in both \\ and the escaped delimiter
/// word    = a letter, digit or "_", then more of these and of - . : @ + , % / [ ]
/// </code>
/// A field that a record does not have makes any comparison false, also <c>r!=</c>. Source: ausearch-expression(5); spec 9.3.
/// </remarks>
public sealed class Expression
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 1 << 16;

    internal Expression(string text, Condition root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The text it was parsed from.</summary>
    public string Text { get; }

    internal Condition Root { get; }

    /// <summary>Parses <paramref name="text"/>.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="expression">The expression, null when the text is none.</param>
    /// <param name="error">What is wrong, where, and what would be right.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Expression? expression, out ExpressionError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            expression = new Expression(text, new ExpressionParser(text).Parse());
            error = default;
            return true;
        }
        catch (ExpressionException e)
        {
            expression = null;
            error = e.Error;
            return false;
        }
    }
}
