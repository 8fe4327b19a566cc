using Auspex.Interpretation;
using Auspex.Search;
using Auspex.Search.Expressions;
using Auspex.Text;

namespace Auspex.Daemon.Plugins;

/// <summary>Brings records together to events and lets those through that are wanted, as lines without what ENRICHED appended.</summary>
/// <remarks>What it holds is bounded: beyond, open events are decided as they are, and counted. Belongs to one thread. Source: spec 8.4.</remarks>
internal sealed class EventFilter : IEventVisitor
{
    /// <summary>Bytes of records of events that are not complete.</summary>
    public const int MaxHeldBytes = 4 << 20;

    private readonly EventStream stream;
    private readonly IUserNames names;
    private readonly bool dropsMatches;
    private readonly ByteBuffer output;
    private ExpressionMatcher[] matchers = [];

    /// <summary>A filter without expressions: it lets nothing through.</summary>
    /// <param name="dropsMatches">True when matching events are dropped, false when only they are let through.</param>
    /// <param name="names">For expressions about meanings.</param>
    /// <param name="output">Where lines that are let through are added. The caller empties it.</param>
    public EventFilter(bool dropsMatches, IUserNames names, ByteBuffer output)
    {
        this.dropsMatches = dropsMatches;
        this.names = names;
        this.output = output;
        stream = new EventStream(this, maxHeldBytes: MaxHeldBytes);
    }

    /// <summary>Events that were looked at.</summary>
    public long Events => stream.Events;

    /// <summary>Events that were let through.</summary>
    public long Forwarded { get; private set; }

    /// <summary>Lines that are no records.</summary>
    public long Malformed => stream.Malformed;

    /// <summary>True without expressions: nothing is let through.</summary>
    public bool IsEmpty => matchers.Length == 0;

    /// <summary>Takes other expressions from now on.</summary>
    public void Load(IReadOnlyList<Expression> expressions) => matchers = [.. expressions.Select(e => new ExpressionMatcher(e, names))];

    /// <summary>Takes one line without its end.</summary>
    public void Add(ReadOnlySpan<byte> line) => stream.Add(line);

    /// <summary>Decides on all that is open: the stream has been silent, or ended.</summary>
    public void Flush() => stream.Flush();

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (matchers.Length == 0 || Matches(e) == dropsMatches) return true;
        Forwarded++;
        for (var i = 0; i < e.Count; i++)
        {
            output.Append(e[i].Plain);
            output.Append((byte)'\n');
        }

        return true;
    }

    private bool Matches(LogEvent e)
    {
        foreach (var matcher in matchers)
        {
            if (matcher.Matches(e)) return true;
        }

        return false;
    }
}
