using System.Text;
using Auspex.Tables;

namespace Auspex.Rules.Commands;

/// <summary>Finds the name that was meant: advice for people, never a decision. Everything that knows names asks here.</summary>
public static class NearestName
{
    private const int MaxLength = 32; // no name in the tables is longer
    private const int MaxDistance = 2;

    /// <summary><c>did you mean X?</c>, or empty when no name of the table is near.</summary>
    public static string Advice(ReadOnlySpan<byte> word, NameTable names)
    {
        var best = MaxDistance + 1;
        ReadOnlySpan<byte> nearest = default;
        for (var i = 0; i < names.Count; i++) Compare(word, names.Name(i), ref best, ref nearest);
        return Text(nearest);
    }

    /// <summary>The same among other names.</summary>
    public static string Advice(string word, IEnumerable<string> names)
    {
        var best = MaxDistance + 1;
        ReadOnlySpan<byte> nearest = default;
        var text = Encoding.UTF8.GetBytes(word);
        foreach (var name in names) Compare(text, Encoding.UTF8.GetBytes(name), ref best, ref nearest);
        return Text(nearest);
    }

    /// <summary>The same among the system calls of <paramref name="machine"/>.</summary>
    public static string Advice(ReadOnlySpan<byte> word, Machine machine)
    {
        var best = MaxDistance + 1;
        ReadOnlySpan<byte> nearest = default;
        for (var i = 0; i < Syscalls.Limit(machine); i++)
        {
            if (Syscalls.TryGetName(machine, i, out var name)) Compare(word, name, ref best, ref nearest);
        }

        return Text(nearest);
    }

    private static string Text(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? "" : $"did you mean {Encoding.UTF8.GetString(name)}?";

    private static void Compare(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name, ref int best, ref ReadOnlySpan<byte> nearest)
    {
        if (word.Length > MaxLength || name.Length > MaxLength || Math.Abs(word.Length - name.Length) >= best) return;
        var distance = Distance(word, name);
        if (distance >= best || distance >= word.Length) return;
        best = distance;
        nearest = name;
    }

    /// <summary>How many bytes must be put in, taken out or changed, whatever their case (Levenshtein).</summary>
    private static int Distance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Span<int> row = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = (a[i - 1] | 0x20) == (b[j - 1] | 0x20) ? 0 : 1;
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + same);
                diagonal = row[j];
                row[j] = next;
            }
        }

        return row[b.Length];
    }
}
