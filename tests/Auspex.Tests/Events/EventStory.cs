using System.Globalization;
using System.Text;
using Auspex.Archive;
using Auspex.Events;
using Auspex.Records;
using Auspex.Tests.Support;

namespace Auspex.Tests.Events;

/// <summary>
/// A story of records, one a line, in order of arrival. Between them, or before them:
/// <code>
/// ! advance SEC.MMM                live: this is the time now
/// ! window MS    ! ahead N    ! held BYTES    ! nodes N          options
/// </code>
/// </summary>
internal sealed class EventStory
{
    private readonly string[] lines;

    private EventStory(string path) => lines = [.. File.ReadLines(path).SkipWhile(l => l.StartsWith('#'))];

    /// <summary>True when time passes in silence too.</summary>
    public bool IsLive => lines.Any(l => l.StartsWith("! advance", StringComparison.Ordinal));

    /// <summary>The records as a log.</summary>
    public byte[] Log => Encoding.Latin1.GetBytes(string.Concat(lines.Where(l => !l.StartsWith('!')).Select(l => l + "\n")));

    /// <summary>The story called <paramref name="name"/>.</summary>
    public static EventStory Read(string name) => new(TestFiles.Data($"events/{name}.story"));

    /// <summary>What comes out, record by record.</summary>
    public string Tell()
    {
        var log = new EventLog(Options());
        foreach (var line in lines)
        {
            if (line.StartsWith("! advance ", StringComparison.Ordinal)) log.Advance(Milliseconds(line[10..]));
            else if (!line.StartsWith('!')) log.Push(RecordReader.Parse(Encoding.Latin1.GetBytes(line)));
        }

        log.End();
        return log.ToString();
    }

    /// <summary>What comes out when the log is read in pieces.</summary>
    public string TellInPieces(Func<int> nextSize)
    {
        var log = new EventLog(Options());
        using var stream = new PieceStream(Log, nextSize);
        Assert.True(new LogFeed(log.Assembler).Read(new StreamLog(new StreamInput(stream)) { Path = "story" }));
        log.End();
        return log.ToString();
    }

    private static long Milliseconds(string time)
    {
        var parts = time.Split('.');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture) * 1000) + int.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    private AssemblerOptions Options()
    {
        var options = new AssemblerOptions();
        foreach (var line in lines.Where(l => l.StartsWith('!')))
        {
            var words = line.Split(' ');
            if (words[1] == "advance") continue;
            var value = int.Parse(words[2], CultureInfo.InvariantCulture);
            options = words[1] switch
            {
                "window" => options with { Window = TimeSpan.FromMilliseconds(value) },
                "ahead" => options with { MaxAhead = value },
                "held" => options with { MaxHeldBytes = value },
                "nodes" => options with { MaxNodes = value },
                _ => throw new InvalidOperationException("unknown option: " + line),
            };
        }

        return options;
    }
}
