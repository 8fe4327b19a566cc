using System.Text.RegularExpressions;
using Auspex.Records;

namespace Auspex.Search.Expressions;

/// <summary>A pattern that the record's own text must contain: the line up to what ENRICHED appended.</summary>
/// <remarks>Linear in the line whatever the pattern: it never backtracks. Source: ausearch-expression(5), \regexp; regex(7).</remarks>
internal sealed class RegexCondition : Condition
{
    private readonly Regex regex;

    /// <summary>A condition of an extended regular expression.</summary>
    /// <exception cref="ExpressionException">It is none.</exception>
    public RegexCondition(Token pattern)
    {
        try
        {
            regex = new Regex(PosixPattern.Translate(pattern.Text), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
        }
        catch (RegexParseException e)
        {
            ExpressionException.Throw(pattern.Index, $"'{pattern.Text}' is no pattern: {e.Error}");
        }
        catch (NotSupportedException)
        {
            ExpressionException.Throw(pattern.Index, $"'{pattern.Text}' looks back or ahead, refers to itself, or is too large; write a plain extended regular expression");
        }
    }

    /// <inheritdoc/>
    public override bool Holds(in RecordView record, Evaluation evaluation)
    {
        var line = record.Line;
        var end = line.IndexOf(RecordView.EnrichmentSeparator);
        return regex.IsMatch(evaluation.Characters(end < 0 ? line : line[..end]));
    }
}
