namespace Auspex.Health.Shadows;

/// <summary>A span that may still grow.</summary>
internal sealed class OpenSpan
{
    private readonly (int Type, long Count)[] types = new (int, long)[ShadowSpan.MaxTypes];
    private int typeCount;
    private uint first;
    private uint last;
    private long events;
    private long heard;
    private long logged;
    private long from;
    private long to;

    /// <summary>How its events differ; <see cref="ShadowKind.Equal"/> while it has none.</summary>
    internal ShadowKind Kind { get; private set; }

    internal void Add(ShadowKind kind, in ShadowEvent e)
    {
        var serial = (uint)e.Stamp.Serial;
        var time = e.Stamp.Milliseconds;
        if (events == 0) (Kind, first, last, from, to) = (kind, serial, serial, time, time);
        if ((int)(serial - first) < 0) first = serial; // serials wrap
        if ((int)(serial - last) > 0) last = serial;
        (from, to) = (Math.Min(from, time), Math.Max(to, time));
        events++;
        heard += e.Heard;
        logged += e.Logged;
        CountType(e.Type);
    }

    /// <summary>The span, which begins anew; null when it is empty.</summary>
    internal ShadowSpan? Take()
    {
        if (events == 0) return null;
        var span = new ShadowSpan(Kind, first, last, events, heard, logged, from, to, types[..typeCount]);
        (Kind, events, heard, logged, typeCount) = (ShadowKind.Equal, 0, 0, 0, 0);
        return span;
    }

    private void CountType(int type)
    {
        for (var i = 0; i < typeCount; i++)
        {
            if (types[i].Type != type) continue;
            types[i].Count++;
            return;
        }

        if (typeCount < types.Length) types[typeCount++] = (type, 1);
    }
}
