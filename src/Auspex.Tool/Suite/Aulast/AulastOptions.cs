using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aulast;

/// <summary>What a command line of <c>aulast</c> asks for. Source: aulast(8); spec 1.3.</summary>
internal sealed record AulastOptions
{
    private const string Usage =
        "usage: aulast [--bad] [--debug] [--stdin] [--proof] [--extract] [-f file] [--user name] [--tty tty]";

    /// <summary><c>-f</c>: the log to read, or null.</summary>
    internal string? Path { get; private init; }

    /// <summary><c>--stdin</c>: read standard input.</summary>
    internal bool ReadsStandardInput { get; private init; }

    /// <summary><c>--bad</c>: list failed logins, and nothing else.</summary>
    internal bool IsBad { get; private init; }

    /// <summary><c>--debug</c>: say which records fit no session.</summary>
    internal bool IsDebug { get; private init; }

    /// <summary><c>--extract</c>: write the records that count to aulast.log.</summary>
    internal bool Extracts { get; private init; }

    /// <summary><c>--proof</c>: say which events prove a session.</summary>
    internal bool HasProof { get; private init; }

    /// <summary><c>--user</c>: this user only, or null.</summary>
    internal string? User { get; private init; }

    /// <summary><c>--tty</c>: terminals with this in their name only, or null.</summary>
    internal string? Terminal { get; private init; }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="SuiteFailure">It is wrong.</exception>
    internal static AulastOptions Parse(string[] words)
    {
        var options = new AulastOptions();
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "-f":
                    if (options.ReadsStandardInput) throw new SuiteFailure("stdin already given");
                    options = options with { Path = Argument(words, ++i) };
                    break;
                case "--stdin":
                    if (options.Path is not null) throw new SuiteFailure("file already given");
                    options = options with { ReadsStandardInput = true };
                    break;
                case "--user" when options.User is null:
                    options = options with { User = Argument(words, ++i) };
                    break;
                case "--tty" when options.Terminal is null:
                    options = options with { Terminal = Argument(words, ++i) };
                    break;
                case "--bad":
                    options = options with { IsBad = true };
                    break;
                case "--debug":
                    options = options with { IsDebug = true };
                    break;
                case "--extract":
                    options = options with { Extracts = true };
                    break;
                case "--proof":
                    options = options with { HasProof = true };
                    break;
                default:
                    throw SuiteFailure.Unknown(Usage, words[i], AulastPage.Page);
            }
        }

        return options;
    }

    private static string Argument(string[] words, int index) => index < words.Length ? words[index] : throw new SuiteFailure(Usage);
}
