using System.Text;

namespace Auspex.Rules.Lint.Checks;

/// <summary>Keys and values in quotes: in a rule file quotes are a part of the word.</summary>
internal static class QuoteCheck
{
    public static void Run(LintSet set)
    {
        foreach (var rule in set.Rules)
        {
            foreach (var key in rule.Rule.Keys.Where(k => QuotedWords.IsQuoted(k.Span)))
                set.Report(LintCode.QuotedWord, key.Place, $"the quotes are a part of the key: the kernel writes {Recorded(key.Span)}", QuotedWords.Advice);
            foreach (var term in rule.Rule.Terms.Where(t => t.Text.Length > 0 && QuotedWords.IsQuoted(t.Text.Span) && !IsTold(t)))
                set.Report(LintCode.QuotedWord, term.Place, "the quotes are a part of the value", QuotedWords.Advice);
        }
    }

    /// <summary>A path that does not begin with a slash is told by the reader of the line.</summary>
    private static bool IsTold(RuleTerm term) =>
        term.Field is RuleField.Path or RuleField.Dir or RuleField.Exe && term.Text.Span[0] != (byte)'/';

    /// <summary>The kernel writes in hexadecimal what holds a quote, a blank or a byte beyond ASCII.</summary>
    private static string Recorded(ReadOnlySpan<byte> key) =>
        key.Contains((byte)'"') || key.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E)
            ? $"key={Convert.ToHexString(key)}" : $"key=\"{Encoding.ASCII.GetString(key)}\"";
}
