using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aulastlog;

/// <summary>What a command line of <c>aulastlog</c> asks for. Source: aulastlog(8); spec 1.4.</summary>
/// <param name="User">The one user to list, or null.</param>
/// <param name="ReadsStandardInput">True to read standard input.</param>
internal sealed record AulastlogOptions(string? User, bool ReadsStandardInput)
{
    /// <summary>Reads a command line.</summary>
    /// <exception cref="SuiteFailure">It is wrong.</exception>
    internal static AulastlogOptions Parse(string[] words)
    {
        var options = new AulastlogOptions(User: null, ReadsStandardInput: false);
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "--stdin":
                    options = options with { ReadsStandardInput = true };
                    break;
                case "-u" or "--user" when i + 1 < words.Length:
                    options = options with { User = words[++i] };
                    break;
                default:
                    throw SuiteFailure.Unknown("usage: aulastlog [--stdin] [--user name]", words[i], AulastlogPage.Page);
            }
        }

        return options;
    }
}
