using System.Globalization;
using System.Text;

namespace Auspex.SystemTests.Truth;

/// <summary>What is not as it should be, by category.</summary>
internal sealed class Differences
{
    private const int Shown = 6;

    private readonly SortedDictionary<string, List<string>> byCategory = new(StringComparer.Ordinal);

    public bool IsEmpty => byCategory.Count == 0;

    /// <summary>How many there are, of all categories.</summary>
    public int Count => byCategory.Values.Sum(l => l.Count);

    public void Add(string category, string text)
    {
        if (!byCategory.TryGetValue(category, out var list)) byCategory[category] = list = [];
        list.Add(text);
    }

    /// <summary>Adds a difference unless <paramref name="isRight"/>.</summary>
    public void Check(bool isRight, string category, string text)
    {
        if (!isRight) Add(category, text);
    }

    /// <summary>The number and the first ones of each category.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (category, list) in byCategory)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{category}: {list.Count}");
            foreach (var difference in list.Take(Shown)) text.AppendLine(CultureInfo.InvariantCulture, $"  {difference}");
        }

        return text.ToString();
    }
}
