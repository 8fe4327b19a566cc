using System.Text;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;

namespace Auspex.Tests.Search;

/// <summary>The rules of spec 3.2 as they stand there, a list of slots searched from its beginning: what the queue is held against.</summary>
internal static class ListedQueue
{
    private const int Timeout = 2;

    public static List<string> Order(string log)
    {
        var slots = new List<Open?>();
        var order = new List<string>();
        foreach (var line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = Encoding.ASCII.GetBytes(line);
            Assert.Equal(HeadError.None, RecordHead.TryRead(bytes, out var head));
            var record = (head.Stamp, Node: head.HasNode ? Encoding.ASCII.GetString(head.Node(bytes)) : null, head.Type);
            var open = slots.Find(s => s is not null && s.Stamp == record.Stamp && s.Node == record.Node);
            if (open is not null)
            {
                open.Types.Add(record.Type);
            }
            else if (record.Type != RecordType.Eoe)
            {
                open = new Open { Stamp = record.Stamp, Node = record.Node, Types = [record.Type] };
                var free = slots.IndexOf(null);
                if (free < 0) slots.Add(open);
                else slots[free] = open;
                foreach (var s in slots)
                {
                    if (s is not null && (s.Stamp.Seconds + Timeout <= record.Stamp.Seconds || RecordTypes.EndsEvent(s.Types[0]))) s.IsComplete = true;
                }
            }

            Deliver(slots, order);
        }

        foreach (var s in slots) s?.IsComplete = true;
        Deliver(slots, order);
        return order;
    }

    private static void Deliver(List<Open?> slots, List<string> order)
    {
        while (slots.Where(s => s is not null).MinBy(s => s!.Stamp) is { IsComplete: true } smallest)
        {
            order.Add($"{smallest.Node} {smallest.Stamp.Milliseconds} {smallest.Stamp.Serial}:{string.Join(',', smallest.Types.Select(t => Encoding.ASCII.GetString(RecordTypes.Name(t))))}");
            slots[slots.IndexOf(smallest)] = null;
        }
    }

    private sealed class Open
    {
        public EventStamp Stamp { get; init; }

        public string? Node { get; init; }

        public required List<RecordType> Types { get; init; }

        public bool IsComplete { get; set; }
    }
}
