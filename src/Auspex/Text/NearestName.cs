using System.Text;

namespace Auspex.Text;

/// <summary>Finds the name that was meant by a mistyped word: advice for whoever wrote it, never a decision.</summary>
/// <remarks>
/// A name is near when at most two letters (one in words of three or fewer) must be put in, taken out, changed or swapped with the next,
/// whatever their case; of several the nearest, of those the first that was tried.
/// </remarks>
internal ref struct NearestName
{
    private const int MaxLength = 40; // no name that is asked for is longer
    private const int ShortLength = 3;

    private readonly ReadOnlySpan<byte> word;
    private ReadOnlySpan<byte> nearest;
    private int best;

    /// <summary>A search among no names so far.</summary>
    /// <param name="word">What was written.</param>
    public NearestName(ReadOnlySpan<byte> word)
    {
        this.word = word;
        best = word.Length <= ShortLength ? 2 : 3;
    }

    /// <summary>The nearest name so far, or empty.</summary>
    public readonly ReadOnlySpan<byte> Name => nearest;

    /// <summary><c>did you mean X?</c>, or empty when no name is near.</summary>
    public readonly string Advice => nearest.IsEmpty ? "" : AdviceOf(Encoding.UTF8.GetString(nearest));

    /// <summary>The name among <paramref name="names"/> that <paramref name="word"/> may have meant, or null.</summary>
    public static string? Find(string word, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var search = new NearestName(Encoding.UTF8.GetBytes(word));
        foreach (var name in names) search.Try(Encoding.UTF8.GetBytes(name));
        return search.nearest.IsEmpty ? null : Encoding.UTF8.GetString(search.nearest);
    }

    /// <summary><c>did you mean X?</c> of a name among <paramref name="names"/>, or empty.</summary>
    public static string AdviceFor(string word, IEnumerable<string> names) => Find(word, names) is { } name ? AdviceOf(name) : "";

    /// <summary>Compares another name; its bytes are used until the search ends.</summary>
    public void Try(ReadOnlySpan<byte> name)
    {
        if (word.SequenceEqual(name))
        {
            // Not mistyped: something else is wrong with it.
            best = 0;
            nearest = default;
            return;
        }

        if (word.Length > MaxLength || name.Length > MaxLength || Math.Abs(word.Length - name.Length) >= best) return;
        var distance = Distance(word, name);
        if (distance >= best || distance >= word.Length) return;
        best = distance;
        nearest = name;
    }

    private static string AdviceOf(string name) => $"did you mean {name}?";

    /// <summary>How many bytes must be put in, taken out, changed or swapped (the distance of Damerau and Levenshtein).</summary>
    private static int Distance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Span<int> older = stackalloc int[MaxLength + 1];
        Span<int> old = stackalloc int[MaxLength + 1];
        Span<int> row = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var free = older;
            older = old;
            old = row;
            row = free;
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(old[j], row[j - 1]) + 1, old[j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && IsSame(a[i - 1], b[j - 2]) && IsSame(a[i - 2], b[j - 1])) row[j] = Math.Min(row[j], older[j - 2] + 1);
            }
        }

        return row[b.Length];
    }

    private static bool IsSame(byte a, byte b) => (a | 0x20) == (b | 0x20);
}
