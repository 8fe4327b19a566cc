namespace Auspex.Rules;

/// <summary>Quotes in rule files: they are no syntax there, but a part of the word. Source: spec 5.10.</summary>
internal static class QuotedWords
{
    /// <summary>What to write instead.</summary>
    public const string Advice = "quotes are a part of the word: take them away, and write a backslash before a space";

    /// <summary>True where <paramref name="word"/> begins or ends with a quote, as if it were one.</summary>
    public static bool IsQuoted(ReadOnlySpan<byte> word) => word.Length > 0 && (IsQuote(word[0]) || IsQuote(word[^1]));

    private static bool IsQuote(byte c) => c is (byte)'"' or (byte)'\'';
}
