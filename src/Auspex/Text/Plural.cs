using System.Globalization;

namespace Auspex.Text;

/// <summary>Numbers with their noun, for people.</summary>
internal static class Plural
{
    /// <summary><c>1 rule</c>, <c>2 rules</c>, <c>0 processes</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">What, in the singular; takes an s, or es.</param>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {Noun(count, noun)}");

    /// <summary>The noun alone: <c>rule</c> for one, <c>rules</c> for any other number.</summary>
    public static string Noun(long count, string noun)
    {
        ArgumentNullException.ThrowIfNull(noun);
        return count == 1 ? noun : noun.EndsWith('s') ? noun + "es" : noun + "s";
    }
}
