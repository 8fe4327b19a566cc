namespace Auspex.Tables;

/// <summary>What terminals send for keys that are no characters.</summary>
internal static partial class TtyKeys
{
    private const int LongestSequence = 7;

    /// <summary>The key at the beginning of <paramref name="text"/>: the longest sequence that fits.</summary>
    /// <param name="text">What was typed, from here on.</param>
    /// <param name="name">The key's name, such as <c>up</c> or <c>^C</c>.</param>
    /// <param name="length">How many bytes it took.</param>
    public static bool TryMatch(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out int length)
    {
        for (length = Math.Min(LongestSequence, text.Length); length > 0; length--)
        {
            var row = Find(text[..length]);
            if (row < 0) continue;
            name = NameText[(row == 0 ? 0 : NameEnds[row - 1])..NameEnds[row]];
            return true;
        }

        name = default;
        return false;
    }

    private static int Find(ReadOnlySpan<byte> key)
    {
        var low = 0;
        var high = SequenceEnds.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = Sequences[(middle == 0
                ? 0 : SequenceEnds[middle - 1])..SequenceEnds[middle]].SequenceCompareTo(key);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }
}
