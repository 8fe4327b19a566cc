using System.Globalization;
using System.Text;

namespace Auspex.Tests.Events;

/// <summary>
/// Makes the events of one node and, together with them, the order in which their records come and what must come out. No record is
/// later than <see cref="MaxDelay"/>; some events are lost, some have no end, some are of calls that had blocked: their stamps are older.
/// </summary>
internal sealed class RandomEvents
{
    /// <summary>The longest a record is under way, in milliseconds: less than the window.</summary>
    public const int MaxDelay = 1900;

    private const int MaxBlocked = 3_600_000; // milliseconds

    private static readonly string[] Auxiliary = ["EXECVE", "CWD", "PATH", "PATH", "SOCKADDR", "MMAP"];

    private readonly Random random;
    private readonly string node;
    private long time = 1_700_000_000_000;
    private uint serial = uint.MaxValue - 200; // wraps soon
    private long lastTime;
    private int missing;

    public RandomEvents(Random random, string node, int count)
    {
        this.random = random;
        this.node = node;
        AddEvent(isFirst: true, isLast: false);
        for (var i = 0; i < count; i++) AddEvent(isFirst: false, i == count - 1);
    }

    /// <summary>Each record, and when it comes.</summary>
    public List<(long Arrival, string Line)> Records { get; } = [];

    /// <summary>What must come out.</summary>
    public List<string> Expected { get; } = [];

    private void AddEvent(bool isFirst, bool isLast)
    {
        time += isFirst ? 0 : random.Next(1, 6);
        var current = serial++;
        if (!isFirst && !isLast && random.Next(20) == 0)
        {
            missing++;
            return;
        }

        var begun = !isFirst && random.Next(25) == 0 ? time - random.Next(MaxBlocked) : time;
        if (missing > 0) Expected.Add($"{node} lost {missing} {Math.Min(lastTime, begun)} {Math.Max(lastTime, begun)}");
        missing = 0;
        lastTime = begun;
        var hasEnd = isFirst || random.Next(15) > 0;
        var types = Types(isFirst, hasEnd);
        Expected.Add($"{node} {begun}:{current} {string.Join(' ', types)}{(hasEnd ? "" : " unfinished")}");
        var arrival = time;
        foreach (var type in types)
        {
            if (!isFirst) arrival = Math.Max(arrival, time + (random.Next(3) == 0 ? random.Next(MaxDelay) : random.Next(20)));
            Records.Add((arrival, Line(type, begun, current)));
        }
    }

    private List<string> Types(bool isFirst, bool hasEnd)
    {
        if (isFirst || (hasEnd && random.Next(3) == 0)) return ["USER_START"];
        List<string> types = ["SYSCALL"];
        for (var i = random.Next(6); i > 0; i--) types.Add(Auxiliary[random.Next(Auxiliary.Length)]);
        if (hasEnd) types.Add("PROCTITLE");
        return types;
    }

    private string Line(string type, long begun, uint of)
    {
        var line = new StringBuilder();
        if (node.Length > 0) line.Append("node=").Append(node).Append(' ');
        line.Append(CultureInfo.InvariantCulture, $"type={type} msg=audit({begun / 1000}.{begun % 1000:d3}:{of}): body=\"{new string('x', random.Next(300))}\"");
        return line.ToString();
    }
}
