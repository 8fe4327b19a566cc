using Auspex.Outputs;
using Auspex.Search.Engine;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Brings what was found to standard output, in order: first the format's header, if anything comes at all.</summary>
internal sealed class FoundOutput : IBatchSink
{
    private const int FlushBytes = 64 << 10;

    private readonly SuiteHost host;
    private readonly LogWatch watch;
    private readonly ProgressLine progress;
    private readonly bool isLineBuffered;

    /// <summary>An output that has seen nothing yet.</summary>
    /// <param name="header">Writes what stands before the first event.</param>
    /// <param name="host">Has the streams.</param>
    /// <param name="watch">Is told how many were found, and whether to go on.</param>
    /// <param name="progress">Wipes its line before something is written.</param>
    /// <param name="isLineBuffered">True to write every event at once.</param>
    internal FoundOutput(IEventFormat header, SuiteHost host, LogWatch watch, ProgressLine progress, bool isLineBuffered)
    {
        this.host = host;
        this.watch = watch;
        this.progress = progress;
        this.isLineBuffered = isLineBuffered;
        header.AppendHeader(Output);
    }

    /// <summary>Takes events; <see cref="Added"/> after each.</summary>
    internal ByteBuffer Output { get; } = new(FlushBytes * 2, keptBytes: 1 << 20);

    /// <summary>Takes what is to be said on standard error.</summary>
    internal ByteBuffer Messages { get; } = new(256);

    /// <summary>How many events came.</summary>
    internal long Count { get; private set; }

    /// <summary>Events were written to <see cref="Output"/>, so many.</summary>
    internal void Added(int events)
    {
        Count += events;
        watch.Found = Count;
        if (isLineBuffered) Flush();
        else if (Output.Length >= FlushBytes) WriteOut();
        SayMessages();
    }

    /// <summary>Hands everything to standard output, and that on.</summary>
    internal void Flush()
    {
        WriteOut();
        host.Output.Flush();
    }

    /// <inheritdoc/>
    public bool Deliver(EventBatch batch)
    {
        Messages.Append(batch.Messages.Written);
        if (batch.Items > 0)
        {
            if (Count == 0 || batch.Output.Length < FlushBytes)
            {
                Output.Append(batch.Output.Written);
            }
            else
            {
                WriteOut();
                progress.Hide();
                host.Output.Write(batch.Output.Written); // a whole batch needs no second copy
            }

            Added(batch.Items);
        }

        SayMessages();
        return watch.GoesOn;
    }

    private void WriteOut()
    {
        if (Count == 0 || Output.Length == 0) return;
        progress.Hide();
        host.Output.Write(Output.Written);
        Output.Clear();
    }

    private void SayMessages()
    {
        if (Messages.Length == 0) return;
        progress.Hide();
        host.Say(Messages.Written);
        Messages.Clear();
    }
}
