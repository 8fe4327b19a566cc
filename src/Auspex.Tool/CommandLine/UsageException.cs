using Auspex.Text;

namespace Auspex.Tool.CommandLine;

/// <summary>The command line is wrong; the message says what, for people.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>A word that is none of those there are: says which was meant, and which there are.</summary>
    /// <param name="what">What it should name: "command".</param>
    /// <param name="word">The word.</param>
    /// <param name="known">Those there are.</param>
    /// <param name="others">Those that may be meant too, but are not listed.</param>
    internal static UsageException Unknown(string what, string word, IEnumerable<string> known, IEnumerable<string>? others = null)
    {
        var list = known.ToList();
        var advice = NearestName.AdviceFor(word, list.Concat(others ?? []));
        return new UsageException($"unknown {what} '{word}'; {(advice.Length > 0 ? advice + " " : "")}there are {string.Join(", ", list)}");
    }
}
