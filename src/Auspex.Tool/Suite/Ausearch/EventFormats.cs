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
            new Interpreter(host.MakeNames(), settings.Escape), new TimeText(host.Patterns.Date + " %T", host.Zone))),
        FormatKind.Json => new JsonFormat(host.MakeNames()),
        _ => new DefaultFormat(settings.Escape, host.Zone),
    };
}
