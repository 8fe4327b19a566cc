namespace Auspex.Rules.Files;

/// <summary>The order in which augenrules takes files: GNU's version sort, in which 9 comes before 10.</summary>
/// <remarks>
/// Names without their suffixes are compared first (a suffix is <c>.</c>, a letter or <c>~</c>, then letters, digits,
/// <c>~</c>; there can
/// be several): runs of other bytes by letter, where <c>~</c> is before everything, the end before letters, letters
/// before the rest;
/// then runs of digits by number. Source: GNU coreutils manual, "Version sort ordering"; sort(1), -V.
/// </remarks>
internal sealed class RuleFileOrder : IComparer<string>
{
    private RuleFileOrder()
    {
    }

    /// <summary>The order.</summary>
    public static RuleFileOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var plain = CompareVersions(WithoutSuffix(x), WithoutSuffix(y));
        if (plain == 0) plain = CompareVersions(x, y);
        return plain != 0 ? plain : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> WithoutSuffix(string name)
    {
        var end = name.Length;
        while (true)
        {
            var i = end;
            while (i > 0 && (char.IsAsciiLetterOrDigit(name[i - 1]) || name[i - 1] == '~')) i--;
            if (i == end || i < 2 || name[i - 1] != '.' || !(char.IsAsciiLetter(name[i]) || name[i] == '~')) return name.AsSpan(0, end);
            end = i - 1;
        }
    }

    private static int CompareVersions(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            while ((i < a.Length && !char.IsAsciiDigit(a[i])) || (j < b.Length && !char.IsAsciiDigit(b[j])))
            {
                var order = Rank(a, i) - Rank(b, j);
                if (order != 0) return order;
                i++;
                j++;
            }

            var number = CompareNumbers(a, ref i, b, ref j);
            if (number != 0) return number;
        }

        return 0;
    }

    private static int Rank(ReadOnlySpan<char> text, int index)
    {
        if (index >= text.Length) return -1;
        var c = text[index];
        if (char.IsAsciiDigit(c)) return 0;
        if (char.IsAsciiLetter(c)) return c;
        return c == '~' ? -2 : c + 0x10000;
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ref int i, ReadOnlySpan<char> b, ref int j)
    {
        var left = Digits(a, ref i);
        var right = Digits(b, ref j);
        return left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
    }

    /// <summary>The digits at a place, without zeros in front; the place moves behind them.</summary>
    private static ReadOnlySpan<char> Digits(ReadOnlySpan<char> text, ref int index)
    {
        while (index < text.Length && text[index] == '0') index++;
        var start = index;
        while (index < text.Length && char.IsAsciiDigit(text[index])) index++;
        return text[start..index];
    }
}
