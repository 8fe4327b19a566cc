namespace Auspex.Search.Expressions;

/// <summary>Makes conditions of an expression's text, by recursive descent. The grammar stands at <see cref="Expression"/>.</summary>
internal sealed class ExpressionParser
{
    /// <summary>How deep parentheses and negations may be nested: evaluation recurses as deep.</summary>
    public const int MaxDepth = 200;

    private readonly ExpressionLexer lexer;
    private readonly int length;
    private Token token;
    private int depth;

    public ExpressionParser(string text)
    {
        lexer = new ExpressionLexer(text);
        length = text.Length;
    }

    /// <summary>Parses all of the text.</summary>
    /// <exception cref="ExpressionException">The text is no expression.</exception>
    public Condition Parse()
    {
        if (length > Expression.MaxLength)
            ExpressionException.Throw(Expression.MaxLength, $"an expression has at most {Expression.MaxLength} characters");
        token = lexer.Next();
        if (token.Kind == TokenKind.End) ExpressionException.Throw(0, "the expression is empty; write one such as auid == 1000");
        var condition = ParseOr();
        if (token.Kind != TokenKind.End) Fail($"the expression ends before '{token.Text}'; join conditions with && or ||, put a value with other signs in double quotes");
        return condition;
    }

    private Condition ParseOr() => ParseChain(TokenKind.Or, isAnd: false);

    private Condition ParseChain(TokenKind sign, bool isAnd)
    {
        var first = isAnd ? ParseNot() : ParseChain(TokenKind.And, isAnd: true);
        if (token.Kind != sign) return first;
        var conditions = new List<Condition> { first };
        while (token.Kind == sign)
        {
            token = lexer.Next();
            conditions.Add(isAnd ? ParseNot() : ParseChain(TokenKind.And, isAnd: true));
        }

        return new JoinedCondition(conditions, isAnd);
    }

    private Condition ParseNot()
    {
        if (++depth > MaxDepth) Fail($"more than {MaxDepth} parentheses and negations inside each other");
        var condition = ParsePrimary();
        depth--;
        return condition;
    }

    private Condition ParsePrimary()
    {
        switch (token.Kind)
        {
            case TokenKind.Not:
                token = lexer.Next();
                return new NotCondition(ParseNot());
            case TokenKind.Open:
                var open = token.Index;
                token = lexer.Next();
                var inner = ParseOr();
                if (token.Kind != TokenKind.Close) ExpressionException.Throw(token.Index, $"')' is missing, for the '(' at character {open + 1}");
                token = lexer.Next();
                return inner;
            case TokenKind.Escape:
                return ParseVirtual();
            case TokenKind.Text:
                return ParseComparison();
            case TokenKind.End:
                Fail("a condition is missing at the end; write one such as auid == 1000");
                break;
            default:
                Fail($"a condition cannot begin with '{token.Text}'; write one such as auid == 1000");
                break;
        }

        throw new System.Diagnostics.UnreachableException();
    }

    private Condition ParseComparison()
    {
        var field = token;
        token = lexer.Next();
        var comparison = TakeOperator();
        var value = TakeValue();
        return Comparisons.OfField(field, comparison, value);
    }

    private Condition ParseVirtual()
    {
        token = lexer.Next();
        var name = token;
        if (name.Kind != TokenKind.Text) Fail("a name is missing after '\\'; there are \\timestamp, \\timestamp_ex, \\record_type and \\regexp");
        token = lexer.Next();
        if (name.Text != "regexp") return Comparisons.OfVirtual(name, TakeOperator, TakeValue);
        var pattern = token;
        if (pattern.Kind is not (TokenKind.Text or TokenKind.Pattern)) Fail("a pattern is missing after \\regexp; write it between slashes, /…/");
        token = lexer.Next();
        return new RegexCondition(pattern);
    }

    private ComparisonOperator TakeOperator()
    {
        if (token.Kind != TokenKind.Operator)
        {
            var met = token.Kind == TokenKind.End ? "at the end" : $"before '{token.Text}'";
            Fail($"a comparison is missing {met}: one of r= r!= i= i!= == !== < <= > >=");
        }

        var comparison = ComparisonOperators.Parse(token.Text);
        token = lexer.Next();
        return comparison;
    }

    private Token TakeValue()
    {
        if (token.Kind == TokenKind.Pattern) Fail("a pattern stands only after \\regexp; put the value in double quotes");
        if (token.Kind != TokenKind.Text) Fail(token.Kind == TokenKind.End ? "a value is missing at the end" : $"a value is missing before '{token.Text}'; put it in double quotes");
        var value = token;
        token = lexer.Next();
        return value;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Fail(string message) => ExpressionException.Throw(token.Index, message);
}
