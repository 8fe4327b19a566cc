namespace Auspex.Search.Expressions;

/// <summary>Comparisons by their text, and what they say of an order.</summary>
internal static class ComparisonOperators
{
    /// <summary>The comparison that <paramref name="text"/>, a token of kind <see cref="TokenKind.Operator"/>, spells.</summary>
    public static ComparisonOperator Parse(string text) => text switch
    {
        "r=" => ComparisonOperator.RawEqual,
        "r!=" => ComparisonOperator.RawUnequal,
        "i=" => ComparisonOperator.InterpretedEqual,
        "i!=" => ComparisonOperator.InterpretedUnequal,
        "==" => ComparisonOperator.Equal,
        "!==" => ComparisonOperator.Unequal,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        _ => ComparisonOperator.GreaterOrEqual,
    };

    /// <summary>True for <c>r=</c>, <c>r!=</c>, <c>i=</c> and <c>i!=</c>.</summary>
    public static bool ComparesText(this ComparisonOperator comparison) => comparison <= ComparisonOperator.InterpretedUnequal;

    /// <summary>Whether a comparison holds for values of the given order.</summary>
    /// <param name="comparison">One that does not compare texts.</param>
    /// <param name="order">Below 0 when the record's value is less, 0 when equal, above 0 when greater.</param>
    public static bool Holds(this ComparisonOperator comparison, int order) => comparison switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.Unequal => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
