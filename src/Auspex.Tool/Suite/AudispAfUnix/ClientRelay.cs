using System.Globalization;
using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Plugins;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Plugins;
using Auspex.Text;

namespace Auspex.Tool.Suite.AudispAfUnix;

/// <summary>Between the daemon on standard input and one client at the socket. A client that takes nothing costs the queue, no more.</summary>
internal sealed class ClientRelay : IDisposable
{
    internal const string StateFilePath = "/run/audit/af_unix.state";

    private const int Input = 0;
    private const int PoliteMilliseconds = 40; // the daemon waits 50 before it sends SIGTERM
    private const int ToldDrops = 5;

    private readonly AfUnixArguments arguments;
    private readonly UnixListener listener;
    private readonly PluginSignals signals;
    private readonly IDaemonNotices notices;
    private readonly PluginInput input = new(Descriptor.IsSocket(Input));
    private readonly OutgoingQueue queue;
    private readonly ByteBuffer record = new(16 << 10, 64 << 10);
    private readonly byte[] thrownAway = new byte[4096];
    private readonly Poller poller = new();
    private readonly int inputIndex;
    private readonly int signalIndex;
    private readonly int listenerIndex;
    private readonly int clientIndex;
    private int client = -1;
    private long dropped;
    private long droppedInRow;
    private long discarded;

    internal ClientRelay(AfUnixArguments arguments, UnixListener listener, PluginSignals signals, IDaemonNotices notices)
    {
        this.arguments = arguments;
        this.listener = listener;
        this.signals = signals;
        this.notices = notices;
        queue = new OutgoingQueue(arguments.Depth);
        inputIndex = poller.Add(Input);
        signalIndex = poller.Add(signals.Descriptor);
        listenerIndex = poller.Add(listener.Descriptor);
        clientIndex = poller.Add(-1);
    }

    /// <summary>Runs until the daemon ends it.</summary>
    /// <returns>The exit code.</returns>
    internal int Run()
    {
        while (true)
        {
            poller.Watch(clientIndex, forReading: true, forWriting: queue.Count > 0);
            if (poller.Wait(-1) == 0) continue;
            if (poller.IsReady(signalIndex))
            {
                var caught = signals.Take();
                if ((caught & CaughtSignals.User1) != 0) WriteState();
                if ((caught & CaughtSignals.Terminate) != 0) return 0;
            }

            if (poller.IsReady(listenerIndex)) TakeClient();
            else if (client >= 0 && poller.IsReadable(clientIndex)) Hear();
            if (poller.IsReady(inputIndex) && !TakeInput())
            {
                Finish();
                return input.IsBroken ? 1 : 0;
            }

            Write();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => CloseClient();

    private void TakeClient()
    {
        var next = listener.Accept();
        if (next < 0) return;
        if (client >= 0)
        {
            Hear(); // perhaps it has gone just now
            if (client >= 0)
            {
                Descriptor.Close(next);
                return;
            }
        }

        client = next;
        poller.Replace(clientIndex, client);
    }

    /// <summary>Reads what a client says, which means nothing, to hear that it has gone.</summary>
    private void Hear()
    {
        if (Descriptor.IsOver(Descriptor.Read(client, thrownAway))) CloseClient();
    }

    private void CloseClient()
    {
        if (client < 0) return;
        Descriptor.Close(client);
        client = -1;
        poller.Replace(clientIndex, -1);
        queue.Rewind();
    }

    private bool TakeInput()
    {
        var count = Descriptor.Read(Input, input.GetRoom());
        if (count <= 0) return false;
        input.Advance(count);
        while (input.TryRead(out var next))
        {
            if (client < 0)
            {
                discarded++;
                continue;
            }

            record.Clear();
            if (arguments.IsBinary)
            {
                PluginConversion.AppendFrame(next, record);
            }
            else
            {
                PluginConversion.AppendLine(next, record);
                record.Append((byte)'\n');
            }

            Add(next.IsFrame);
        }

        if (!input.IsBroken) return true;
        notices.Tell(3, "What the daemon sends is no frame, exiting");
        return false;
    }

    private void Add(bool isFrame)
    {
        if (!queue.TryAdd(record.Written))
        {
            Write(); // it may take some just now
            if (!queue.TryAdd(record.Written))
            {
                dropped++;
                if (++droppedInRow > ToldDrops) return;
                var words = ErrorWords.Of(28); // ENOSPC
                notices.Tell(3, isFrame ? $"Dropping event - queue append failed ({words})" : $"Queue append failed ({words})");
                return;
            }
        }

        if (droppedInRow > ToldDrops)
            notices.Tell(4, string.Create(CultureInfo.InvariantCulture, $"The client takes records again, {droppedInRow} were dropped"));
        droppedInRow = 0;
    }

    /// <summary>Writes what the client takes now.</summary>
    private void Write()
    {
        while (client >= 0 && queue.Count > 0)
        {
            var count = Descriptor.Send(client, queue.Next);
            if (count < 0) CloseClient();
            if (count <= 0) return;
            queue.Took(count);
        }
    }

    /// <summary>The daemon has gone: gives the client a moment to take what waits.</summary>
    private void Finish()
    {
        var end = Clock.MonotonicMilliseconds + PoliteMilliseconds;
        Write();
        while (client >= 0 && queue.Count > 0 && end - Clock.MonotonicMilliseconds is var left and > 0)
        {
            Poller.Sleep((int)Math.Min(left, 2));
            Write();
        }
    }

    private void WriteState()
    {
        var memory = GC.GetTotalMemory(forceFullCollection: false);
        var report = new StateReport()
            .Add("current time", TimeProvider.System.GetLocalNow())
            .Add("client_connected", client >= 0)
            .Add("queue_length", queue.Count)
            .Add("max_queue_length", queue.MaxCount)
            .Add("queue_size", arguments.Depth)
            .Add("records dropped", dropped)
            .Add("records without a client", discarded)
            .Add("records too long", input.TooLong)
            .Add("managed memory", memory >> 10, "KiB");
        if (StateFile.TryWrite(StateFilePath, Encoding.ASCII.GetBytes(report.ToString())) is { } complaint)
            notices.Tell(4, $"Cannot write {StateFilePath} ({complaint})");
    }
}
