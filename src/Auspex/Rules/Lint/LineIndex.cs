using System.Text;

namespace Auspex.Rules.Lint;

/// <summary>Finds the text of a place in a file.</summary>
internal sealed class LineIndex(ReadOnlyMemory<byte> text)
{
    private List<int>? starts;

    /// <summary>What is written at <paramref name="place"/>, as far as it lies in the file.</summary>
    public string At(SourcePlace place)
    {
        starts ??= Starts();
        if (place.Line < 1 || place.Line > starts.Count) return "";
        var start = Math.Min(starts[place.Line - 1] + place.Column - 1, text.Length);
        return Encoding.UTF8.GetString(text.Span.Slice(start, Math.Min(place.Length, text.Length - start)));
    }

    private List<int> Starts()
    {
        var found = new List<int> { 0 };
        for (var at = 0; text.Span[at..].IndexOf((byte)'\n') is >= 0 and var length; at += length + 1) found.Add(at + length + 1);
        return found;
    }
}
