using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Linux.Loop;
using Auspex.Outputs;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Takes the steps: filters, counts, and writes lines into a buffer that the loop empties.</summary>
internal sealed class WatchSink : IProcessSink
{
    /// <summary>Live: how much later than audit's facts the deaths that only accounting tells may come out.</summary>
    internal static readonly TimeSpan SortDelay = TimeSpan.FromMilliseconds(200);

    private readonly WatchOptions options;
    private readonly LineBuffer line = new();
    private readonly ProcessJson json;
    private readonly ProcessText text;
    private readonly LineSorter sorter;
    private readonly SteadyClock? clock;
    private bool hasHeader;

    /// <summary>Lines into a buffer.</summary>
    /// <param name="options">What is shown, and how.</param>
    /// <param name="names">Names of users.</param>
    /// <param name="bootId">The boot, for identities.</param>
    /// <param name="clock">Live: lines are sorted by it, since the wall clock may be set; null in a replay.</param>
    internal WatchSink(WatchOptions options, IUserNames names, string bootId, SteadyClock? clock = null)
    {
        this.options = options;
        this.clock = clock;
        json = new ProcessJson(line, names, bootId);
        text = new ProcessText(line, names, new ProcessTextOptions
        {
            HasColour = options.HasColour,
            HasDate = options.IsReplay,
            IsWide = options.IsWide,
            Zone = options.Zone,
        });
        sorter = new LineSorter(options.IsReplay ? TimeSpan.FromSeconds(1.5) : SortDelay);
    }

    /// <summary>Lines that wait to be written.</summary>
    internal LineBuffer Output { get; } = new();

    internal WatchCounts Counts { get; } = new();

    /// <summary>True once as many lines were written as wanted.</summary>
    internal bool IsDone => options.Count is { } count && Counts.Shown >= count;

    public void OnProcess(in ProcessEvent step)
    {
        if (step.Process.IsKernelThread && !options.ShowsKernelThreads) return;
        Counts.See(step);
        if (!options.Filter.Shows(step) || IsDone) return;
        Counts.Count(step);
        if (step.Kind == ProcessEventKind.Snapshot && !options.ShowsSnapshot) return;
        if (step.Kind != ProcessEventKind.Snapshot) Counts.Shown++;
        WriteHeader(step.Process.Node is not null);
        line.Clear();
        if (options.IsJson) json.Append(step);
        else text.Append(step);
        if (step.Kind == ProcessEventKind.Snapshot) Output.Append(line.Written); // they come first, all at once
        else Emit(step.Milliseconds);
    }

    public void OnLost(in Loss loss)
    {
        AppendLine(loss);
        Emit(loss.ToMilliseconds);
    }

    /// <summary>Counts a loss and makes its line, valid until the next one, for whoever writes it past the order of the others.</summary>
    internal ReadOnlySpan<byte> LineOf(in Loss loss)
    {
        AppendLine(loss);
        return line.Written;
    }

    /// <summary>The wall clock was set: times before and after do not compare.</summary>
    internal void OnClockSet(long fromMilliseconds, long toMilliseconds)
    {
        line.Clear();
        if (options.IsJson) json.AppendClock(fromMilliseconds, toMilliseconds);
        else text.AppendClock(fromMilliseconds, toMilliseconds);
        Emit(toMilliseconds);
    }

    /// <summary>Tells what the columns are, before the first line.</summary>
    /// <param name="hasNode">True when records name a machine.</param>
    internal void WriteHeader(bool hasNode = false)
    {
        if (options.IsJson || hasHeader) return;
        hasHeader = true;
        Output.Append(options.IsReplay ? "DATE       TIME        "u8 : "TIME        "u8);
        if (hasNode) Output.Append(ProcessText.NodeColumn);
        Output.Append(" WHAT     PID    PPID  USER       IMAGE, ARGUMENTS OR END\n"u8);
    }

    /// <summary>Lets go of lines that were held for their order.</summary>
    internal void Flush()
    {
        WriteHeader();
        sorter.Flush(Output);
    }

    /// <summary>Live: lets go of what is older than <paramref name="milliseconds"/> of the steady clock; nothing older can come.</summary>
    internal void Release(long milliseconds) => sorter.Release(milliseconds, Output);

    private void AppendLine(in Loss loss)
    {
        Counts.Count(loss);
        WriteHeader(loss.Node is not null);
        line.Clear();
        if (options.IsJson) json.Append(loss);
        else text.Append(loss);
    }

    /// <summary>Live, what lies ahead of now was stamped before the clock was set back.</summary>
    private void Emit(long milliseconds) =>
        sorter.Add(clock is null ? milliseconds : Math.Min(clock.FromWall(milliseconds), clock.Now), line.Written, Output);
}
