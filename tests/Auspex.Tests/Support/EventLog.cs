using System.Globalization;
using System.Text;
using Auspex.Events;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Tests.Support;

/// <summary>Writes down what an <see cref="EventAssembler"/> releases, and at which record; checks what it promises of what it holds.</summary>
internal sealed class EventLog : IEventSink
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<(string Node, EventStamp Stamp), int> held = [];
    private string? moment;

    public EventLog(AssemblerOptions options) => Assembler = new EventAssembler(this, options);

    /// <summary>The assembler that releases into this.</summary>
    public EventAssembler Assembler { get; }

    /// <summary>Takes a record, and checks that <see cref="EventAssembler.HeldSinceMilliseconds"/> is no later than any record held.</summary>
    public void Push(in RecordView record)
    {
        if (IsTold(record))
        {
            var key = (Encoding.Latin1.GetString(record.Node), record.Stamp);
            held[key] = held.GetValueOrDefault(key) + 1;
        }

        Assert.True(Assembler.Push(record));
        CheckHeld();
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(long nowMilliseconds)
    {
        moment = "at " + Time(nowMilliseconds);
        Assembler.Advance(nowMilliseconds);
        moment = null;
        CheckHeld();
    }

    /// <summary>The input has ended.</summary>
    public void End()
    {
        moment = "end";
        Assembler.Flush();
        Assert.Equal(long.MaxValue, Assembler.HeldSinceMilliseconds);
        Assert.Empty(held);
        if (Assembler.Malformed > 0) text.Append(CultureInfo.InvariantCulture, $"malformed {Assembler.Malformed}\n");
    }

    public bool OnEvent(AuditEvent auditEvent)
    {
        var node = Encoding.Latin1.GetString(auditEvent.Node);
        Prefix().Append(CultureInfo.InvariantCulture, $"event {Time(auditEvent.Stamp.Milliseconds)}:{auditEvent.Stamp.Serial}");
        if (node.Length > 0) text.Append(" of ").Append(node.Length > 20 ? $"({node.Length} bytes)" : node);
        for (var i = 0; i < auditEvent.Count; i++)
        {
            var record = auditEvent[i];
            Assert.Equal(auditEvent.Stamp, record.Stamp);
            text.Append(' ').Append(Encoding.Latin1.GetString(RecordTypes.Name(record.Type)));
        }

        text.Append(auditEvent.IsComplete ? "" : ", unfinished").Append(auditEvent.IsLate ? ", late" : "").Append('\n');
        var key = (node, auditEvent.Stamp);
        if (!held.TryGetValue(key, out var count)) return true;
        if (count > auditEvent.Count) held[key] = count - auditEvent.Count;
        else held.Remove(key);
        return true;
    }

    public void OnLost(in Loss loss) => Prefix().Append(
        CultureInfo.InvariantCulture, $"lost {loss.Count} {loss.Reason} between {Time(loss.FromMilliseconds)} and {Time(loss.ToMilliseconds)}\n");

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static bool IsTold(in RecordView record) =>
        record.Error == RecordError.None && record.Type != RecordType.Eoe && record.Node.Length <= EventAssembler.MaxNodeBytes
        && record.Stamp.Milliseconds <= EventAssembler.MaxMilliseconds;

    private StringBuilder Prefix() => text.Append(moment ?? Assembler.Records.ToString(CultureInfo.InvariantCulture)).Append(": ");

    private void CheckHeld()
    {
        if (held.Count > 0) Assert.True(Assembler.HeldSinceMilliseconds <= held.Keys.Min(k => k.Stamp.Milliseconds));
    }

    private static string Time(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}.{milliseconds % 1000:d3}");
}
