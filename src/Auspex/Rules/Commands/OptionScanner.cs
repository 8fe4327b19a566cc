using Auspex.Text;

namespace Auspex.Rules.Commands;

/// <summary>
/// Takes a command's words apart as getopt_long(3) does: clusters, values glued on, long names cut short, words in
/// between.
/// </summary>
internal sealed class OptionScanner
{
    private const string Short = "hicslDvtC:e:f:r:b:a:A:d:S:F:m:R:w:W:k:p:q:";

    private static readonly (string Name, bool TakesValue)[] Long =
    [
        ("help", false), ("loginuid-immutable", false), ("backlog_wait_time", true), ("reset-lost", false),
        ("reset_backlog_wait_time_actual", false), ("signal", true),
    ];

    private readonly IReadOnlyList<RuleWord> words;
    private int next;
    private int inWord;

    /// <summary>A scanner at the first of <paramref name="words"/>.</summary>
    public OptionScanner(IReadOnlyList<RuleWord> words) => this.words = words;

    /// <summary>Words that belong to no option.</summary>
    public List<RuleWord> Strays { get; } = [];

    /// <summary>
    /// The option's letter or long name; empty when there is no such option, or its value is missing.
    /// </summary>
    public string Name { get; private set; } = "";

    /// <summary>The word in which the option stands.</summary>
    public RuleWord Word { get; private set; }

    /// <summary>The option's value.</summary>
    public RuleWord Value { get; private set; }

    /// <summary>The word <paramref name="offset"/> places behind what has been read, if there is one.</summary>
    public RuleWord? Peek(int offset) => next + offset < words.Count ? words[next + offset] : null;

    /// <summary>Passes over words that an option took by itself.</summary>
    public void Skip(int count) => next += count;

    /// <summary><c>did you mean X?</c> for a long option that there is none of, or empty.</summary>
    public static string Suggest(RuleWord word)
    {
        var written = word.ToString().Split('=')[0];
        return written.StartsWith("--", StringComparison.Ordinal) && !Array.Exists(Long, o => o.Name == written[2..])
            ? NearestName.AdviceFor(written, Long.Select(o => "--" + o.Name)) : "";
    }

    /// <summary>Goes to the next option.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext()
    {
        while (inWord == 0 && next < words.Count && words[next].Span is not [(byte)'-', _, ..])
            Strays.Add(words[next++]);
        if (next >= words.Count) return false;
        Word = words[next];
        Value = default;
        if (inWord == 0 && Word.Span[1] == (byte)'-') return ReadLong();
        ReadShort();
        return true;
    }

    private bool ReadLong()
    {
        next++;
        if (Word.Text.Length == 2) // "--" ends the options
        {
            for (; next < words.Count; next++) Strays.Add(words[next]);
            return false;
        }

        var equal = Word.Span.IndexOf((byte)'=');
        var written = Word.Part(2..(equal < 0 ? Word.Text.Length : equal)).ToString();
        var fits = Long.Where(o => o.Name.StartsWith(written, StringComparison.Ordinal)).ToArray();
        var exact = Array.Find(fits, o => o.Name == written);
        var chosen = exact.Name is not null ? exact : fits.Length == 1 ? fits[0] : default;
        Name = chosen.Name ?? "";
        if (equal >= 0 && chosen.TakesValue) Value = Word.Part((equal + 1)..);
        else if (equal >= 0) Name = "";
        else if (chosen.TakesValue) TakeNextWord();
        return true;
    }

    private void ReadShort()
    {
        var letter = (char)Word.Span[++inWord];
        var known = letter == ':' ? -1 : Short.IndexOf(letter, StringComparison.Ordinal);
        var isLast = inWord == Word.Text.Length - 1;
        Name = known < 0 ? "" : letter.ToString();
        if (known >= 0 && known + 1 < Short.Length && Short[known + 1] == ':')
        {
            if (!isLast) Value = Word.Part((inWord + 1)..);
            EndWord();
            if (isLast) TakeNextWord();
        }
        else if (isLast)
        {
            EndWord();
        }
    }

    private void EndWord()
    {
        next++;
        inWord = 0;
    }

    private void TakeNextWord()
    {
        if (next < words.Count) Value = words[next++];
        else Name = "";
    }
}
