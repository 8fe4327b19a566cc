using Auspex.Outputs;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Picks the events that are looked for, and writes them to standard output. Belongs to one thread.</summary>
internal sealed class FoundEvents : IEventVisitor
{
    private const int FlushBytes = 64 << 10;

    private readonly EventMatcher matcher;
    private readonly IEventFormat format;
    private readonly SuiteHost host;
    private readonly ByteBuffer output = new(FlushBytes * 2);
    private readonly ByteBuffer messages = new(256);

    /// <summary>Nothing is found yet.</summary>
    /// <param name="matcher">Tells what is looked for.</param>
    /// <param name="format">Writes it.</param>
    /// <param name="host">Has the streams.</param>
    internal FoundEvents(EventMatcher matcher, IEventFormat format, SuiteHost host)
    {
        this.matcher = matcher;
        this.format = format;
        this.host = host;
    }

    /// <summary>Is asked about every event, where a checkpoint is kept.</summary>
    internal CheckpointGate? Gate { get; init; }

    /// <summary>Is told how many were found, and wipes its line before something is written.</summary>
    internal required LogWatch Watch { get; init; }

    /// <inheritdoc cref="Watch"/>
    internal required ProgressLine Progress { get; init; }

    /// <summary>True to stop after the first one.</summary>
    internal bool IsJustOne { get; init; }

    /// <summary>True to write every event at once.</summary>
    internal bool IsLineBuffered { get; init; }

    /// <summary>How many were found.</summary>
    internal long Count { get; private set; }

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        if (Gate is not null && !Gate.LetsThrough(e))
        {
            if (matcher.Matches(e)) Gate.CheckHeldBack(e);
        }
        else if (matcher.Matches(e))
        {
            Write(e);
            if (IsJustOne) return false; // before the checkpoint takes note of it
        }

        Gate?.Passed(e);
        return true;
    }

    /// <summary>Hands everything to standard output, and that on.</summary>
    internal void Flush()
    {
        WriteOut();
        host.Output.Flush();
    }

    private void Write(LogEvent e)
    {
        if (Count++ == 0) format.AppendHeader(output);
        Watch.Found = Count;
        format.Append(e, output, messages);
        if (IsLineBuffered) Flush();
        else if (output.Length >= FlushBytes) WriteOut();
        if (messages.Length > 0) SayMessages();
    }

    private void WriteOut()
    {
        if (output.Length == 0) return;
        Progress.Hide();
        host.Output.Write(output.Written);
        output.Clear();
    }

    private void SayMessages()
    {
        Progress.Hide();
        host.Errors.Write(messages.Written);
        host.Errors.Flush();
        messages.Clear();
    }
}
