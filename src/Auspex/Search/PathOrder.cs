using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search;

/// <summary>The PATH records of an event in the order of their numbers, whatever the order of the lines. Belongs to one thread.</summary>
internal sealed class PathOrder
{
    private long[] keys = new long[8]; // number, then record: so that equal numbers keep the order of the lines

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Which record of the event the one at <paramref name="index"/> is.</summary>
    public int this[int index] => (int)keys.AsSpan(0, Count)[index];

    /// <summary>Takes those of <paramref name="e"/>.</summary>
    public void Read(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        Count = 0;
        var isOrdered = true;
        for (var i = 0; i < e.Count; i++)
        {
            if (e.Spots[i].Type != RecordType.Path) continue;
            if (Count == keys.Length) Array.Resize(ref keys, Count * 2);
            keys[Count] = ((long)PathItem.NumberOf(e[i].Body) << 32) | (uint)i;
            isOrdered &= Count == 0 || keys[Count] > keys[Count - 1];
            Count++;
        }

        if (!isOrdered) keys.AsSpan(0, Count).Sort();
    }

    /// <summary>Which of them is of the file that was acted upon: the first that is no directory's (nametype PARENT).</summary>
    /// <remarks>One that was cut before it says so may be a directory's, and counts only where no other does.</remarks>
    /// <returns>Its index, or -1.</returns>
    public int FirstFile(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var cut = -1;
        for (var i = 0; i < Count; i++)
        {
            var body = e[this[i]].Body;
            var at = body.IndexOf(NameType);
            if (at < 0 || at + NameType.Length == body.Length) cut = cut < 0 ? i : cut;
            else if (!IsParent(body[(at + NameType.Length)..])) return i;
        }

        return cut;
    }

    private static ReadOnlySpan<byte> NameType => " nametype="u8;

    private static bool IsParent(ReadOnlySpan<byte> rest) => rest.StartsWith("PARENT"u8) && (rest.Length == 6 || rest[6] == (byte)' ');
}
