using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search;

/// <summary>The PATH records of an event in the order of their numbers, whatever the order of the lines. Belongs to one thread.</summary>
public sealed class PathOrder
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
}
