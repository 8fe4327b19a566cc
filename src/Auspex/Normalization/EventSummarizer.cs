using System.Text;
using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Normalization;

/// <summary>Puts events into words. One thread at a time.</summary>
/// <remarks>For people and scripts: it allocates texts. What must be fast asks <see cref="EventFacts"/> and <see cref="EventNormalizer"/>.</remarks>
public sealed class EventSummarizer
{
    private const FactSet Wanted = FactSet.Pid | FactSet.Ppid | FactSet.Exe | FactSet.Keys;

    private readonly EventNormalizer normalizer;
    private readonly EventFacts facts = new();
    private readonly CommandLineReader commandLine = new();
    private readonly ByteBuffer text = new(256);

    /// <summary>A summarizer that knows the users of one machine, asked where records carry no names.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="ids">Their ids.</param>
    public EventSummarizer(IUserNames names, IUserIds ids) => normalizer = new EventNormalizer(new Interpreter(names, EscapeMode.Raw), ids);

    /// <summary>The event in words. Never throws on what a log says.</summary>
    public EventSummary Summarize(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        facts.Read(e, Wanted);
        _ = normalizer.TryNormalize(e); // what cannot be told stays empty
        return new EventSummary
        {
            Time = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(e.Stamp.Milliseconds, 0, EventAssembler.MaxMilliseconds)),
            Serial = e.Stamp.Serial,
            Node = Encoding.UTF8.GetString(e.Node),
            Kind = normalizer.Kind,
            Subject = Part(EventPart.Subject),
            ActingAs = Part(EventPart.ActingAs),
            Session = Part(EventPart.Session),
            Pid = facts.Has(FactSet.Pid) ? facts.Pid : null,
            ParentPid = facts.Has(FactSet.Ppid) ? facts.Ppid : null,
            Executable = Encoding.UTF8.GetString(facts.Exe),
            Action = Encoding.UTF8.GetString(normalizer.Action),
            ObjectKind = normalizer.ObjectKind,
            Object = normalizer.ObjectIsSetting ? Encoding.UTF8.GetString(normalizer.Name(EventPart.Object)) : Part(EventPart.Object),
            Target = Part(EventPart.Target),
            How = Encoding.UTF8.GetString(normalizer.How),
            Result = normalizer.Result,
            Keys = [.. Enumerable.Range(0, facts.KeyCount).Select(i => Encoding.UTF8.GetString(facts.Key(i)))],
            CommandLine = Arguments(e),
        };
    }

    private string[] Arguments(LogEvent e)
    {
        if (!e.Has(RecordType.Execve)) return [];
        commandLine.Read(e);
        return [.. Enumerable.Range(0, commandLine.Count).Select(i => Encoding.UTF8.GetString(commandLine[i]))];
    }

    private string Part(EventPart part)
    {
        if (!normalizer.Has(part)) return "";
        text.Clear();
        normalizer.Append(part, text);
        return Encoding.UTF8.GetString(text.Written);
    }
}
