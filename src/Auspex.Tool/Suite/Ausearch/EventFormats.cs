using Auspex.Interpretation;
using Auspex.Outputs;
using Auspex.Outputs.SearchFormats;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Makes the format that a command line asks for.</summary>
internal static class EventFormats
{
    /// <summary>A new one, for one thread.</summary>
    internal static IEventFormat Make(AusearchSettings settings, SuiteHost host) => settings.Format switch
    {
        FormatKind.Raw => new RawFormat(),
        FormatKind.Interpret => new InterpretFormat(new RecordInterpretation(
            InterpreterOf(settings, host), new TimeText(TimeText.DateAndTime, host.Zone, host.Locale))),
        FormatKind.Csv => new EventCsv(InterpreterOf(settings, host), host.MakeIds(), host.Zone, new EventCsvOptions
        {
            HasTime = settings.HasExtraTime,
            HasLabels = settings.HasExtraLabels,
            HasTarget = settings.HasExtraObject,
            HasKey = settings.HasExtraKeys,
            IsQuoted = settings.IsCsvQuoted,
            Locale = host.Locale,
        }),
        FormatKind.Text => new EventSentence(InterpreterOf(settings, host), host.MakeIds(), host.Zone, host.Locale),
        FormatKind.Json => new JsonFormat(host.MakeNames()),
        FormatKind.Ecs => new EcsFormat(host.MakeNames(), host.MakeIds()),
        _ => new DefaultFormat(settings.Escape, host.Zone),
    };

    private static Interpreter InterpreterOf(AusearchSettings settings, SuiteHost host) => new(host.MakeNames(), settings.Escape);
}
