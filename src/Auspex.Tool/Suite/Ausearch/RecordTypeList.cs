using System.Globalization;
using System.Text;
using Auspex.Tables;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>The argument of <c>--message</c>.</summary>
/// <remarks><c>list = "ALL" / type { "," type }; type = NAME / "UNKNOWN[" digits "]" / digits</c>; empty ones are passed over.</remarks>
internal static class RecordTypeList
{
    private const int First = 1005;
    private const int Last = 2599;

    /// <summary>Reads the list; ALL is none.</summary>
    internal static IReadOnlyList<RecordType> Parse(string argument)
    {
        if (argument.Equals("ALL", StringComparison.OrdinalIgnoreCase)) return [];
        var types = new List<RecordType>();
        foreach (var word in argument.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsAsciiDigit(word[0])) types.Add((RecordType)NumberOf(word));
            else if (RecordTypes.TryParse(Encoding.UTF8.GetBytes(word), out var type)) types.Add(type);
            else
            {
                var advice = NearestName.AdviceFor(word, KnownNames());
                throw new SuiteFailure(KnownTypes()) { Hint = advice.Length > 0 ? advice : null };
            }
        }

        return types.Count > 0 ? types : throw new SuiteFailure(KnownTypes());
    }

    private static int NumberOf(string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        var isRange = word.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        throw new SuiteFailure(
            $"Numeric message type conversion error ({(isRange ? "Numerical result out of range" : "Invalid argument")}) for {word}");
    }

    private static string KnownTypes() => $"Valid message types are: ALL {string.Join(' ', KnownNames())} ";

    private static IEnumerable<string> KnownNames()
    {
        for (var type = First; type <= Last; type++)
        {
            var name = Encoding.ASCII.GetString(RecordTypes.Name((RecordType)type));
            if (name.Length > 0) yield return name;
        }
    }
}
