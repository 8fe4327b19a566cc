using System.Text;

namespace Auspex.Search.Expressions;

/// <summary>Takes an expression apart. The grammar stands at <see cref="Expression"/>.</summary>
internal sealed class ExpressionLexer
{
    private readonly string text;
    private int position;

    public ExpressionLexer(string text) => this.text = text;

    /// <summary>The next token.</summary>
    public Token Next()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\n' or '\r') position++;
        if (position == text.Length) return new Token(TokenKind.End, position, "");
        return text[position] switch
        {
            '(' => Take(TokenKind.Open, 1),
            ')' => Take(TokenKind.Close, 1),
            '\\' => Take(TokenKind.Escape, 1),
            '&' => TakeDouble(TokenKind.And, "&&"),
            '|' => TakeDouble(TokenKind.Or, "||"),
            '!' => TakeNot(),
            '<' or '>' => Take(TokenKind.Operator, Follows("=", 1) ? 2 : 1),
            '=' => TakeEqual(),
            '"' => TakeDelimited(TokenKind.Text, '"'),
            '/' => TakeDelimited(TokenKind.Pattern, '/'),
            'r' or 'i' when Follows("=", 1) => Take(TokenKind.Operator, 2),
            'r' or 'i' when Follows("!=", 1) => Take(TokenKind.Operator, 3),
            _ => TakeWord(),
        };
    }

    private bool Follows(string what, int offset) => string.CompareOrdinal(text, position + offset, what, 0, what.Length) == 0;

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, position, text.Substring(position, length));
        position += length;
        return token;
    }

    private Token TakeDouble(TokenKind kind, string sign)
    {
        if (!Follows(sign, 0)) ExpressionException.Throw(position, $"a single '{sign[0]}' means nothing; write {sign}");
        return Take(kind, 2);
    }

    private Token TakeNot()
    {
        if (Follows("!==", 0)) return Take(TokenKind.Operator, 3);
        if (Follows("!=", 0)) ExpressionException.Throw(position, "'!=' is no comparison; write r!= (as recorded), i!= (as ausearch -i shows it) or !== (number)");
        return Take(TokenKind.Not, 1);
    }

    private Token TakeEqual()
    {
        if (!Follows("==", 0)) ExpressionException.Throw(position, "'=' is no comparison; write r= (as recorded), i= (as ausearch -i shows it) or == (number)");
        return Take(TokenKind.Operator, 2);
    }

    private Token TakeDelimited(TokenKind kind, char delimiter)
    {
        var start = position++;
        var value = new StringBuilder();
        while (position < text.Length && text[position] != delimiter)
        {
            if (text[position] == '\\')
            {
                position++;
                if (position == text.Length) break;
                // A pattern keeps what is not an escaped delimiter: \. and \\ mean something to it.
                if (kind == TokenKind.Pattern && text[position] != delimiter) value.Append('\\');
                else if (kind == TokenKind.Text && text[position] != '"' && text[position] != '\\')
                    ExpressionException.Throw(position - 1, $"'\\{text[position]}' is no escape in a quoted text; write \\\\ or \\\"");
            }

            value.Append(text[position++]);
        }

        if (position == text.Length) ExpressionException.Throw(start, $"the closing {delimiter} is missing");
        position++;
        return new Token(kind, start, value.ToString());
    }

    private Token TakeWord()
    {
        if (!IsWordStart(text[position]))
            ExpressionException.Throw(position, $"'{text[position]}' cannot begin a word; put the text in double quotes");
        var end = position + 1;
        while (end < text.Length && (IsWordStart(text[end]) || "-.:@+,%/[]".Contains(text[end], StringComparison.Ordinal))) end++;
        return Take(TokenKind.Text, end - position);
    }

    private static bool IsWordStart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
