using System.Text;

namespace Auspex.Search.Expressions;

/// <summary>From POSIX extended regular expressions to .NET's, which differ inside of brackets.</summary>
/// <remarks>There a backslash and <c>[</c> are themselves, and <c>[:alpha:]</c> is a class, here of ASCII. Source: regex(7).</remarks>
internal static class PosixPattern
{
    /// <summary>The same pattern for .NET.</summary>
    public static string Translate(string pattern)
    {
        var translated = new StringBuilder(pattern.Length + 16);
        for (var i = 0; i < pattern.Length; i++)
        {
            translated.Append(pattern[i]);
            if (pattern[i] == '\\' && i + 1 < pattern.Length) translated.Append(pattern[++i]);
            else if (pattern[i] == '[') i = TranslateBracket(pattern, i + 1, translated);
        }

        return translated.ToString();
    }

    /// <summary>Adds what stands behind <c>[</c> up to and with its <c>]</c>, and returns where that is.</summary>
    private static int TranslateBracket(string pattern, int i, StringBuilder translated)
    {
        if (i < pattern.Length && pattern[i] == '^') translated.Append(pattern[i++]);
        var first = i;
        for (; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == ']' && i > first)
            {
                translated.Append(c);
                return i;
            }

            if (c == '[' && TryClass(pattern, i, out var length, out var members))
            {
                translated.Append(members);
                i += length - 1;
            }
            else
            {
                if (c is '\\' or '[' or ']') translated.Append('\\');
                translated.Append(c);
            }
        }

        return i;
    }

    private static bool TryClass(string pattern, int start, out int length, out string members)
    {
        (length, members) = (0, "");
        if (start + 1 >= pattern.Length || pattern[start + 1] != ':') return false;
        var end = pattern.IndexOf(":]", start + 2, StringComparison.Ordinal);
        if (end < 0) return false;
        length = end + 2 - start;
        members = pattern[(start + 2)..end] switch
        {
            "alpha" => "a-zA-Z",
            "digit" => "0-9",
            "alnum" => "a-zA-Z0-9",
            "upper" => "A-Z",
            "lower" => "a-z",
            "xdigit" => "0-9A-Fa-f",
            "blank" => " \\t",
            "space" => " \\t\\n\\r\\f\\v",
            "cntrl" => "\\x00-\\x1F\\x7F",
            "print" => "\\x20-\\x7E",
            "graph" => "\\x21-\\x7E",
            "punct" => "!-/:-@\\[-`{-~",
            _ => "",
        };
        return members.Length > 0;
    }
}
