using Auspex.Rules.Commands;

namespace Auspex.Rules.Files;

/// <summary>Reads rule files line by line, as <c>auditctl -R</c> does.</summary>
/// <remarks>
/// <code>
/// line  = [word *(1*(SP / TAB) word)] [CR] LF     comment when the first word begins with #
/// word  = *(byte / "\ " / "\TAB" / "\\")          escapes count from the second word on; any other backslash stands
/// for itself
/// </code>
/// Tabs and the CR of DOS files are departures (docs/differences.md, rule-file-blanks). A line is taken whole, up to
/// <see cref="MaxLineBytes"/>. Source: spec 5.10.
/// </remarks>
internal sealed class RuleFileReader
{
    /// <summary>The longest line that is read: far more than any rule needs.</summary>
    public const int MaxLineBytes = 1 << 16;

    private readonly CommandReader commands;
    private readonly string file;
    private readonly ReadOnlyMemory<byte> text;
    private int position;
    private int number;

    /// <summary>A reader at the first line.</summary>
    /// <param name="host">The machine that the rules are for.</param>
    /// <param name="file">The file as findings name it.</param>
    /// <param name="text">Its contents; kept while the rules are.</param>
    public RuleFileReader(IRuleHost host, string file, ReadOnlyMemory<byte> text)
    {
        commands = new CommandReader(host);
        this.file = file;
        this.text = text;
    }

    /// <summary>Reads the next line that asks for something.</summary>
    /// <returns>Null at the end.</returns>
    public RuleLine? Read()
    {
        while (position < text.Length)
        {
            var rest = text[position..];
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            position += end < 0 ? rest.Length : end + 1;
            number++;
            if (!line.IsEmpty && line.Span[^1] == (byte)'\r') line = line[..^1];
            var place = new SourcePlace(file, number, 1, line.Length);
            if (line.Length > MaxLineBytes) return new RuleLine(number, TooLong(place));
            var words = Split(line, place);
            if (words.Count == 0 || words[0].Span[0] == (byte)'#') continue;
            return new RuleLine(number, commands.Read(words, place));
        }

        return null;
    }

    /// <summary>All lines that ask for something, to the end.</summary>
    public IEnumerable<RuleLine> ReadAll()
    {
        while (Read() is { } line) yield return line;
    }

    /// <summary>The words of a line.</summary>
    internal static List<RuleWord> Split(ReadOnlyMemory<byte> line, SourcePlace place)
    {
        var words = new List<RuleWord>();
        var bytes = line.Span;
        var i = 0;
        while (true)
        {
            while (i < bytes.Length && IsBlank(bytes[i])) i++;
            if (i == bytes.Length) return words;
            var start = i;
            var escaped = false;
            for (; i < bytes.Length && !IsBlank(bytes[i]); i++)
            {
                if (words.Count == 0 || !Escapes(bytes[i..])) continue;
                escaped = true;
                i++;
            }

            var written = line[start..i];
            words.Add(new RuleWord(escaped ? Unescape(written.Span) : written, place.Part(start, i - start)));
        }
    }

    private static AuditCommand TooLong(SourcePlace place)
    {
        var steps = new StepList();
        steps.Fail(RuleFault.LineTooLong, place, "The line is too long", $"at most {MaxLineBytes} bytes");
        return steps.ToCommand();
    }

    private static bool IsBlank(byte c) => c is (byte)' ' or (byte)'\t';

    private static bool Escapes(ReadOnlySpan<byte> text) => text is [(byte)'\\', (byte)' ' or (byte)'\t' or (byte)'\\', ..];

    private static byte[] Unescape(ReadOnlySpan<byte> written)
    {
        var word = new byte[written.Length];
        var length = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (Escapes(written[i..])) i++;
            word[length++] = written[i];
        }

        return word[..length];
    }
}
