using Auspex.Interpretation;

namespace Auspex.Search.Expressions;

/// <summary>Decides whether a record of an event meets an expression. Each thread has its own.</summary>
internal sealed class ExpressionMatcher
{
    private readonly Condition root;
    private readonly Evaluation evaluation;

    /// <summary>A matcher of <paramref name="expression"/>.</summary>
    /// <param name="expression">What is looked for.</param>
    /// <param name="names">For interpreted values, where the record does not carry the names.</param>
    public ExpressionMatcher(Expression expression, IUserNames names)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(names);
        root = expression.Root;
        evaluation = new Evaluation(names);
    }

    /// <summary>True when one of the records of <paramref name="e"/> meets the expression.</summary>
    public bool Matches(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        for (var i = 0; i < e.Count; i++)
        {
            if (root.Holds(e.View(i), evaluation)) return true;
        }

        return false;
    }
}
