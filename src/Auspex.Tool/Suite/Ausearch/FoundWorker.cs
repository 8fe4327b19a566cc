using Auspex.Outputs;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Search.Engine;
using Auspex.Text;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Picks the events that are looked for, and writes them into buffers. Each thread of an engine has its own.</summary>
internal sealed class FoundWorker : IEventWorker
{
    private readonly EventMatcher matcher;
    private readonly IEventFormat format;
    private readonly bool isJustOne;

    /// <summary>A worker for one thread.</summary>
    /// <param name="matcher">Tells what is looked for.</param>
    /// <param name="format">Writes it.</param>
    /// <param name="isJustOne">True to stop after the first one.</param>
    internal FoundWorker(EventMatcher matcher, IEventFormat format, bool isJustOne)
    {
        this.matcher = matcher;
        this.format = format;
        this.isJustOne = isJustOne;
    }

    /// <summary>True when <paramref name="e"/> is looked for.</summary>
    internal bool IsWanted(LogEvent e) => matcher.Matches(e);

    /// <summary>Writes an event.</summary>
    internal void Append(LogEvent e, ByteBuffer output, ByteBuffer messages) => format.Append(e, output, messages);

    /// <inheritdoc/>
    public void Work(EventBatch batch)
    {
        foreach (var e in batch.Events)
        {
            if (!IsWanted(e)) continue;
            Append(e, batch.Output, batch.Messages);
            batch.Items++;
            if (!isJustOne) continue;
            batch.IsLast = true;
            break;
        }
    }
}
