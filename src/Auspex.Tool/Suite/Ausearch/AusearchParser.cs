using System.Text;
using Auspex.Search.Criteria;
using Auspex.Search.Expressions;
using Auspex.Search.Extraction;
using Auspex.Search.Times;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Reads a command line of <c>ausearch</c>.</summary>
/// <remarks>The first mistake ends it, in the words of 4.2.2. Source: spec 1.1.</remarks>
internal sealed partial class AusearchParser
{
    private const int MaxInputLength = 4064;
    private const int MaxFileLength = 4096;

    private readonly SuiteHost host;
    private AusearchSettings settings = new();
    private SearchCriteria criteria = new();
    private TimeGrammar? times;
    private string? csvOnly;

    private AusearchParser(SuiteHost host) => this.host = host;

    /// <summary>Reads all words.</summary>
    /// <returns>The settings; null when help or version was asked for, and printed.</returns>
    /// <exception cref="SuiteFailure">The command line is wrong.</exception>
    internal static AusearchSettings? Parse(string[] words, SuiteHost host)
    {
        var parser = new AusearchParser(host);
        var scanner = new OptionScanner(AusearchOptions.All, words);
        while (scanner.TryNext(out var given))
        {
            if (!parser.Apply(given)) return null;
        }

        parser.CheckTogether();
        return parser.settings with { Criteria = parser.criteria };
    }

    /// <returns>False when nothing is left to do.</returns>
    private bool Apply(in GivenOption given)
    {
        switch (given.Option.Name)
        {
            case "help":
                host.Print(SuiteHelp.Of(AusearchPage.Page));
                return false;
            case "version":
                host.Print(SuiteVersion.Of("ausearch"));
                return false;
            case "start" or "end":
                ApplyTime(given);
                break;
            default:
                if (!ApplyOutput(given) && !ApplyRun(given) && !ApplyIds(given) && !ApplyNumber(given)) ApplyText(given);
                break;
        }

        return true;
    }

    /// <summary>Options that say how events are written.</summary>
    private bool ApplyOutput(in GivenOption given)
    {
        switch (given.Option.Name)
        {
            case "interpret":
                if (settings.Format != FormatKind.Unset) throw new SuiteFailure($"Conflicting output format {given.Word}");
                settings = settings with { Format = FormatKind.Interpret };
                break;
            case "raw":
                if (settings.Format != FormatKind.Unset) throw new SuiteFailure("Conflicting output format --raw");
                settings = settings with { Format = FormatKind.Raw };
                break;
            case "format":
                if (settings.Format != FormatKind.Unset) throw new SuiteFailure("Multiple output formats, use only 1");
                settings = settings with { Format = FormatOf(given.Argument) };
                break;
            case "escape":
                settings = settings with { Escape = EscapeOf(given.Argument) };
                break;
            case "extra-keys":
                settings = settings with { HasExtraKeys = true };
                csvOnly = given.Option.Name;
                break;
            case "extra-labels":
                settings = settings with { HasExtraLabels = true };
                csvOnly = given.Option.Name;
                break;
            case "extra-time":
                settings = settings with { HasExtraTime = true };
                csvOnly = given.Option.Name;
                break;
            case "extra-obj2":
                settings = settings with { HasExtraObject = true };
                break;
            case "csv-quote":
                settings = settings with { IsCsvQuoted = true };
                csvOnly = given.Option.Name;
                break;
            case "line-buffered":
                settings = settings with { IsLineBuffered = true };
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Options that say what is read, and how far.</summary>
    private bool ApplyRun(in GivenOption given)
    {
        var argument = given.Argument;
        switch (given.Option.Name)
        {
            case "input":
                if (argument.Length >= MaxInputLength) throw new SuiteFailure($"File name is too long {argument}");
                settings = settings with { Inputs = [.. settings.Inputs, argument] };
                break;
            case "input-logs":
                settings = settings with { ReadsConfiguredLogs = true };
                break;
            case "checkpoint":
                settings = settings with { Checkpoint = argument };
                break;
            case "just-one":
                settings = settings with { IsJustOne = true };
                break;
            case "debug":
                settings = settings with { IsDebug = true };
                break;
            case "gaps":
                settings = settings with { IsGaps = true };
                break;
            case "expression":
                criteria = criteria with { Expression = ExpressionOf(argument) };
                break;
            case "eoe-timeout":
                settings = settings with { TimeoutSeconds = TimeoutOf(argument) };
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Options that give a text to look for.</summary>
    private void ApplyText(in GivenOption given)
    {
        ReadOnlyMemory<byte> text = Encoding.UTF8.GetBytes(given.Argument);
        criteria = given.Option.Name switch
        {
            "comm" => criteria with { Comm = text },
            "executable" => criteria with { Exe = text },
            "file" when given.Argument.Length >= MaxFileLength => throw new SuiteFailure($"File name is too long {given.Argument}"),
            "file" => criteria with { File = text },
            "host" => criteria with { Host = text },
            "terminal" => criteria with { Terminal = text },
            "key" => criteria with { Key = text },
            "subject" => criteria with { Subject = text },
            "object" => criteria with { Object = text },
            "context" => criteria with { AnyLabel = text },
            "vm-name" => criteria with { VirtualMachine = text },
            "uuid" => criteria with { Uuid = text },
            "node" => criteria with { Nodes = [.. criteria.Nodes, text] },
            "message" => criteria with { Types = [.. criteria.Types, .. RecordTypeList.Parse(given.Argument)] },
            "success" => criteria with { Success = SuccessOf(given.Argument) },
            "word" => criteria with { IsWord = true },
            _ => throw new InvalidOperationException($"no code for --{given.Option.Name}"),
        };
    }

    private void ApplyTime(in GivenOption given)
    {
        var bound = given.Option.Name == "start" ? TimeBound.Start : TimeBound.End;
        if (bound == TimeBound.Start && given.Argument == "checkpoint" && given.Second is null)
        {
            settings = settings with { StartsAtCheckpointTime = true };
            return;
        }

        times ??= new TimeGrammar(host.Locale, host.Zone, host.Time);
        if (!times.TryParse(bound, given.Argument, given.Second, out var seconds, out var error))
        {
            throw new SuiteFailure(error) { Hint = TimeHint };
        }

        settings = settings with
        {
            Range = bound == TimeBound.Start ? settings.Range with { First = seconds } : settings.Range with { Last = seconds },
        };
    }

    private void CheckTogether()
    {
        if (csvOnly is not null && settings.Format != FormatKind.Csv) throw new SuiteFailure("--extra options requires format to be csv");
        if (!settings.IsGaps) return;
        if (criteria with { Nodes = [] } != new SearchCriteria { Nodes = [] })
        {
            throw new SuiteFailure("--gaps looks at all events of a time: only --start, --end, --node, --input and --format json go with it");
        }

        if (settings.Format is not (FormatKind.Unset or FormatKind.Json)) throw new SuiteFailure("--gaps is written as lines, or by --format json");
    }

    private static FormatKind FormatOf(string word) => word switch
    {
        "raw" => FormatKind.Raw,
        "default" => FormatKind.Default,
        "csv" => FormatKind.Csv,
        "text" => FormatKind.Text,
        "json" => FormatKind.Json,
        "ecs" => FormatKind.Ecs,
        _ when word.StartsWith("interp", StringComparison.Ordinal) => FormatKind.Interpret,
        _ => throw new SuiteFailure($"Unknown option ({word})") { Hint = "a format is one of default, raw, interpret, csv, text, json, ecs" },
    };

    private static EscapeMode EscapeOf(string word) => word switch
    {
        "raw" => EscapeMode.Raw,
        "tty" => EscapeMode.Tty,
        "shell" => EscapeMode.Shell,
        "shell_quote" => EscapeMode.ShellQuote,
        _ => throw new SuiteFailure($"Unknown option ({word})") { Hint = "a mode of escaping is one of raw, tty, shell, shell_quote" },
    };

    private static EventSuccess SuccessOf(string word) =>
        word == "yes" ? EventSuccess.Success
        : word.Contains("yes", StringComparison.Ordinal) || word.Contains("no", StringComparison.Ordinal) ? EventSuccess.Failed
        : throw new SuiteFailure("Success must be 'yes' or 'no'.");

    private static Expression ExpressionOf(string text) =>
        Expression.TryParse(text, out var expression, out var error)
            ? expression : throw new SuiteFailure($"Error in the expression: {error}");

    /// <summary>Shows the present time in the form that is asked for.</summary>
    private string TimeHint
    {
        get
        {
            var now = new ByteBuffer(64);
            new TimeText($"{TimeLocale.Date} {TimeLocale.Time}", host.Zone, host.Locale).Append(host.Time.NowSeconds, now);
            return $"write a time as {Encoding.UTF8.GetString(now.Written)}, as 2026-11-21T06:41:18Z, or as a word such as today";
        }
    }
}
