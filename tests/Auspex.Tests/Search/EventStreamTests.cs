using System.Text;
using Auspex.Search;

namespace Auspex.Tests.Search;

/// <summary>Records one by one become events as soon as they are complete.</summary>
public sealed class EventStreamTests : IEventVisitor
{
    private readonly List<string> events = [];
    private readonly EventStream stream;

    public EventStreamTests() => stream = new EventStream(this);

    public bool Visit(LogEvent e)
    {
        var text = new StringBuilder().Append(e.Stamp.Serial);
        for (var i = 0; i < e.Count; i++) text.Append(' ').Append(Encoding.ASCII.GetString(e[i].Line).Split(' ')[0][5..]);
        events.Add(text.ToString());
        return true;
    }

    [Fact]
    public void An_event_comes_out_with_its_last_record()
    {
        Add("SYSCALL", 7);
        Add("PATH", 7);
        Assert.Empty(events);
        Add("PROCTITLE", 7);
        Assert.Equal(["7 SYSCALL PATH PROCTITLE"], events);
        Add("EOE", 7);
        Add("USER_CMD", 8);
        Assert.Equal(["7 SYSCALL PATH PROCTITLE", "8 USER_CMD"], events);
        Assert.False(stream.HasOpen);
    }

    [Fact]
    public void Silence_completes_what_has_no_end()
    {
        Add("SYSCALL", 9);
        Assert.True(stream.HasOpen);
        stream.Flush();
        Assert.Equal(["9 SYSCALL"], events);
        Assert.False(stream.HasOpen);
    }

    [Fact]
    public void Mixed_events_keep_their_records()
    {
        Add("SYSCALL", 1);
        Add("SYSCALL", 2);
        Add("PATH", 1);
        Add("PATH", 2);
        Add("EOE", 2);
        Assert.Empty(events); // the first is still open
        Add("EOE", 1);
        Assert.Equal(["1 SYSCALL PATH", "2 SYSCALL PATH"], events); // the end itself is no record of theirs
    }

    [Fact]
    public void What_is_no_record_is_counted()
    {
        stream.Add("rubbish"u8);
        stream.Add(""u8);
        Assert.Equal(2, stream.Malformed);
        Assert.Empty(events);
    }

    /// <summary>An event that never ends holds up the others for a while, never memory.</summary>
    [Fact]
    public void Memory_is_bounded_and_nothing_is_lost()
    {
        const int many = 60_000;
        var filler = new string('x', 500);
        Add("SYSCALL", 1);
        for (var i = 0; i < many; i++)
        {
            Add("SYSCALL", i + 2, filler);
            Add("EOE", i + 2);
        }

        stream.Flush();
        Assert.Equal(many + 1, events.Count);
        Assert.True(stream.Cut > 0);
        Assert.Equal(many + 1, stream.Events);
    }

    private void Add(string type, int serial, string text = "a=1") => stream.Add(Encoding.ASCII.GetBytes($"type={type} msg=audit(1700000000.100:{serial}): {text}"));
}
