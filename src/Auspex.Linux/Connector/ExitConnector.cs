using System.Runtime.InteropServices;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Connector;

/// <summary>Hears from the kernel's process connector of each thread that ends with a status other than 0. One thread at a time.</summary>
/// <remarks>
/// <para>
/// Only kernels that can filter are listened to (Linux 6.6 and newer): ends with status 0, forks and execs wake nobody. Others listen
/// undisturbed. What was there when it started, and what found no room, is missing.
/// </para>
/// <para>Source: linux/cn_proc.h 6.18, Documentation/driver-api/connector.rst; docs/accounting.md.</para>
/// </remarks>
internal sealed class ExitConnector : IDisposable
{
    /// <summary>Ends told by one call at most.</summary>
    public const int BatchSize = ConnectorSocket.BatchSize;

    /// <summary>Room for some 2,700 ends: the kernel doubles it, and counts 768 bytes for each.</summary>
    private const int ReceiveBufferBytes = 1 << 20;

    /// <summary>How often the answer to a request is looked for among what others do meanwhile.</summary>
    private const int MaxAnswerBatches = 64;

    private readonly ConnectorSocket socket;
    private readonly ThreadExit[] exits = new ThreadExit[BatchSize];
    private long told, overruns, foreign, malformed;

    private ExitConnector(ConnectorSocket socket) => this.socket = socket;

    /// <summary>What came so far.</summary>
    public ExitConnectorCounters Counters => new(told, overruns, foreign, malformed);

    /// <summary>Starts to listen. Never throws for what the kernel refuses.</summary>
    /// <param name="reason">Why not: a sentence.</param>
    /// <returns>Null when not permitted, or when the kernel has no connector or cannot filter.</returns>
    public static ExitConnector? TryStart(out string? reason)
    {
        var socket = ConnectorSocket.TryOpen(ReceiveBufferBytes, out var errno);
        if (socket is null)
        {
            reason = $"The process connector cannot be opened: {Marshal.GetPInvokeErrorMessage(errno)}.";
            return null;
        }

        var self = new ExitConnector(socket);
        reason = self.Listen();
        if (reason is null) return self;
        self.Dispose();
        return null;
    }

    /// <summary>Receives what is there, without waiting or allocating.</summary>
    /// <param name="batch">The ends in the order in which they came, perhaps none; valid until the next call.</param>
    /// <returns>True when more may be there at once: the batch was full.</returns>
    public bool Receive(out ReadOnlySpan<ThreadExit> batch)
    {
        var count = ReceiveMessages();
        var filled = 0;
        for (var i = 0; i < count; i++)
        {
            // Events that came before the filter was set are of other kinds.
            if (TryGet(i, out var message) && message is { What: Uapi.Connector.PROC_EVENT_EXIT, Exit.Status: not 0 })
                exits[filled++] = message.Exit;
        }

        told += filled;
        batch = exits.AsSpan(0, filled);
        return count == BatchSize;
    }

    /// <summary>Stops: tells the kernel, which would go on making messages for nobody.</summary>
    public void Dispose()
    {
        if (socket.IsOpen) _ = socket.Send(Uapi.Connector.PROC_CN_MCAST_IGNORE, Uapi.Connector.PROC_EVENT_NONZERO_EXIT, 0);
        socket.Dispose();
    }

    /// <summary>Asks for all events first, whose filter alone lets the answer through, and then for the few.</summary>
    /// <remarks>A kernel without the filter ignores both requests without a word: that is how it is told.</remarks>
    private string? Listen()
    {
        var mark = (uint)Libc.getpid();
        var errno = socket.Send(Uapi.Connector.PROC_CN_MCAST_LISTEN, Uapi.Connector.PROC_EVENT_ALL, mark);
        if (errno == 0) errno = FindAnswer(mark + 1);
        if (errno == 0) errno = socket.Send(Uapi.Connector.PROC_CN_MCAST_LISTEN, Uapi.Connector.PROC_EVENT_NONZERO_EXIT, mark);
        return errno switch
        {
            0 => null,
            Errno.EAGAIN => "The process connector cannot filter: the kernel is older than 6.6, or another pid namespace's.",
            _ => $"The process connector refuses: {Marshal.GetPInvokeErrorMessage(errno)}.",
        };
    }

    /// <summary>The answer is there when the request returns, but may stand behind events.</summary>
    /// <returns>The kernel's answer as an error number; EAGAIN when there is none.</returns>
    private int FindAnswer(uint mark)
    {
        for (var batch = 0; batch < MaxAnswerBatches; batch++)
        {
            var count = ReceiveMessages();
            for (var i = 0; i < count; i++)
            {
                if (TryGet(i, out var message) && message.What == Uapi.Connector.PROC_EVENT_NONE && message.Mark == mark)
                    return (int)message.Error;
            }

            if (count < BatchSize) break;
        }

        return Errno.EAGAIN;
    }

    private bool TryGet(int index, out ConnectorMessage message)
    {
        message = default;
        var bytes = socket.Message(index, out var sender);
        if (sender != 0) foreign++;
        else if (ConnectorMessage.TryRead(bytes, out message)) return true;
        else malformed++;
        return false;
    }

    /// <summary>Receives a batch; after an overrun, which is told once, what had found room.</summary>
    private int ReceiveMessages()
    {
        var count = socket.Receive();
        if (count == -Errno.ENOBUFS)
        {
            overruns++;
            count = socket.Receive();
        }

        return Math.Max(count, 0); // EAGAIN; a signal interrupted: the next call brings it
    }
}
