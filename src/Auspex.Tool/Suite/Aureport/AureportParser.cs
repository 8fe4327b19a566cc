using System.Globalization;
using System.Text;
using Auspex.Reports;
using Auspex.Search.Times;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>Reads a command line of <c>aureport</c>.</summary>
/// <remarks>The first mistake ends it, in the words of 4.2.2. Source: spec 1.2.</remarks>
internal sealed class AureportParser
{
    /// <summary>What is said of reports that there are not.</summary>
    internal const string Unimplemented = "Unimplemented option";

    private readonly SuiteHost host;
    private AureportSettings settings = new();
    private ReportQuery query = new();
    private TimeGrammar? times;

    private AureportParser(SuiteHost host) => this.host = host;

    /// <summary>Reads all words.</summary>
    /// <returns>The settings; null when help or version was asked for, and printed.</returns>
    /// <exception cref="SuiteFailure">The command line is wrong.</exception>
    internal static AureportSettings? Parse(string[] words, SuiteHost host)
    {
        var parser = new AureportParser(host);
        var scanner = new OptionScanner(AureportOptions.All, words);
        while (scanner.TryNext(out var given))
        {
            if (!parser.Apply(given, scanner.WordFollows)) return null;
        }

        return parser.settings with { Query = parser.query };
    }

    /// <returns>False when nothing is left to do.</returns>
    private bool Apply(in GivenOption given, bool wordFollows)
    {
        switch (given.Option.Name)
        {
            case "help":
                host.Print(AureportUsage.Text);
                host.Print("\nBeyond 4.2.2: --format text|json|csv; times also as 2026-11-21T06:41:18Z. See aureport(8).\n");
                return false;
            case "version":
                host.Print(SuiteVersion.Of("aureport"));
                return false;
            default:
                if (KindOf(given.Option.Name) is { } kind) ApplyReport(kind, wordFollows);
                else if (!ApplySelection(given)) ApplyInput(given);
                return true;
        }
    }

    private void ApplyReport(ReportKind kind, bool wordFollows)
    {
        if (query.Kind != ReportKind.Totals) throw new SuiteFailure("Error - only one report can be specified", hasLineEnd: false);
        var refusesWord = kind is ReportKind.File or ReportKind.Host or ReportKind.Pid or ReportKind.Syscall or ReportKind.Terminal
            or ReportKind.User or ReportKind.Executable or ReportKind.Command or ReportKind.Anomaly or ReportKind.Response or ReportKind.Key;
        if (refusesWord && wordFollows) throw new SuiteFailure(Unimplemented);
        query = query with { Kind = kind };
    }

    /// <summary>Options that say which events count, and how they are shown.</summary>
    private bool ApplySelection(in GivenOption given)
    {
        switch (given.Option.Name)
        {
            case "add":
                query = query with { Changes = ReportChanges.Added };
                break;
            case "delete":
                query = query with { Changes = ReportChanges.Removed };
                break;
            case "failed":
                query = query with { Outcome = ReportOutcome.Failed };
                break;
            case "success":
                query = query with { Outcome = ReportOutcome.Success };
                break;
            case "summary":
                query = query with { IsSummary = true };
                break;
            case "interpret":
                query = query with { IsInterpreted = true };
                break;
            case "no-config":
                query = query with { TakesConfig = false };
                break;
            case "node":
                query = query with { Nodes = [.. query.Nodes, Encoding.UTF8.GetBytes(given.Argument)] };
                break;
            case "escape":
                query = query with { Escape = EscapeOf(given.Argument) };
                break;
            case "format":
                settings = settings with { Format = FormatOf(given.Argument) };
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Options that say what is read.</summary>
    private void ApplyInput(in GivenOption given)
    {
        settings = given.Option.Name switch
        {
            "input" => settings with { Inputs = [.. settings.Inputs, given.Argument] },
            "input-logs" => settings with { ReadsConfiguredLogs = true },
            "debug" => settings with { IsDebug = true },
            "eoe-timeout" => settings with { TimeoutSeconds = TimeoutOf(given.Argument) },
            "start" => settings with { StartSeconds = TimeOf(TimeBound.Start, given) },
            "end" => settings with { EndSeconds = TimeOf(TimeBound.End, given) },
            _ => throw new InvalidOperationException($"no code for --{given.Option.Name}"),
        };
    }

    private long TimeOf(TimeBound bound, in GivenOption given)
    {
        times ??= new TimeGrammar(host.Locale, host.Zone, host.Time);
        if (times.TryParse(bound, given.Argument, given.Second, out var seconds, out var error)) return seconds;
        throw new SuiteFailure(error);
    }

    private static ReportKind? KindOf(string name) => name switch
    {
        "avc" => ReportKind.Avc,
        "auth" => ReportKind.Auth,
        "config" => ReportKind.Config,
        "comm" => ReportKind.Command,
        "crypto" => ReportKind.Crypto,
        "event" => ReportKind.Event,
        "file" => ReportKind.File,
        "host" => ReportKind.Host,
        "integrity" => ReportKind.Integrity,
        "key" => ReportKind.Key,
        "login" => ReportKind.Login,
        "mods" => ReportKind.Mods,
        "mac" => ReportKind.Mac,
        "anomaly" => ReportKind.Anomaly,
        "pid" => ReportKind.Pid,
        "response" => ReportKind.Response,
        "syscall" => ReportKind.Syscall,
        "log" => ReportKind.LogRange,
        "terminal" => ReportKind.Terminal,
        "tty" => ReportKind.Tty,
        "user" => ReportKind.User,
        "virt" => ReportKind.Virt,
        "executable" => ReportKind.Executable,
        _ => null,
    };

    private static EscapeMode EscapeOf(string word) => word switch
    {
        "raw" => EscapeMode.Raw,
        "tty" => EscapeMode.Tty,
        "shell" => EscapeMode.Shell,
        "shell_quote" => EscapeMode.ShellQuote,
        _ => throw new SuiteFailure($"Unknown option ({word})"),
    };

    private static ReportFormatKind FormatOf(string word) => word switch
    {
        "text" => ReportFormatKind.Text,
        "json" => ReportFormatKind.Json,
        "csv" => ReportFormatKind.Csv,
        _ => throw new SuiteFailure($"Unknown option ({word})") { Hint = "a format is one of text, json, csv" },
    };

    private static int TimeoutOf(string text)
    {
        if (text.Length == 0 || !char.IsAsciiDigit(text[0])) throw new SuiteFailure($"End of Event Timeout must be a numeric value, was {text}");
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is 0 or >= long.MaxValue)
            throw new SuiteFailure($"Illegal value for End of Event Timeout, was {text}");
        return (int)Math.Min(seconds, int.MaxValue);
    }
}
