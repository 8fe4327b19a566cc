using System.Runtime.InteropServices;
using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;
using Auspex.Tables;
using Auspex.Threads;

namespace Auspex.Linux.Daemon;

/// <summary>Takes what one record of a block says.</summary>
internal delegate void RecordHandler(RecordType type, ReadOnlySpan<byte> payload);

/// <summary>Receives records on a thread of its own, which does nothing else, and hands them over in blocks.</summary>
/// <remarks>
/// While there is traffic the thread sleeps a moment between batches: a wake-up costs more than a record, and the socket has room for
/// many milliseconds of storm. Source: recvmmsg(2).
/// </remarks>
internal sealed class RecordIntake : IDisposable
{
    private const int GatherMilliseconds = 4;
    private const int IdleMilliseconds = 500;

    private readonly AuditReceiver receiver;
    private readonly BlockQueue queue = new();
    private readonly Poller poller = new();
    private readonly Worker worker;
    private volatile bool isEnding;
    private Exception? failure;
    private long overflows;

    /// <summary>Begins to receive.</summary>
    /// <param name="receiver">Where from; owned by this object from now on.</param>
    /// <param name="failures">Where a failure is counted. Receiving is not begun anew after one: the daemon ends in order.</param>
    public RecordIntake(AuditReceiver receiver, WorkerFailures failures)
    {
        this.receiver = receiver;
        _ = poller.Add(receiver.Descriptor);
        worker = new Worker("receive", failures, Run, End);
        _ = worker.Start();
    }

    /// <summary>Blocks that wait.</summary>
    public int Waiting => queue.Count;

    /// <summary>The most blocks that ever waited.</summary>
    public int MaxWaiting => queue.MaxCount;

    /// <summary>How many there may be.</summary>
    public static int Capacity => BlockQueue.Blocks;

    /// <summary>Times that the receiver waited for room.</summary>
    public long Waits => queue.Waits;

    /// <summary>How often a message found no room in the socket, as of what was received last.</summary>
    public long Overflows => Volatile.Read(ref overflows);

    /// <summary>Why receiving has ended, or null.</summary>
    public Exception? Failure => Volatile.Read(ref failure);

    /// <summary>True once everything that was received has been taken after <see cref="Stop"/>.</summary>
    public bool IsDrained => queue.IsDrained;

    /// <summary>What came so far.</summary>
    public ReceiverCounters GetCounters() => receiver.GetCounters();

    /// <summary>Registers again, where the kernel has dropped us.</summary>
    public bool TryRenew(IAuditControl control) => receiver.TryRenew(control);

    /// <summary>Takes a block and hands out its records.</summary>
    /// <param name="milliseconds">How long to wait for one.</param>
    /// <param name="begin">Called before the first record: <see cref="Overflows"/> then counts all that was dropped while they waited in the socket.</param>
    /// <param name="handler">Called for each.</param>
    /// <param name="end">Called behind the last.</param>
    /// <returns>False when there was none.</returns>
    public bool TryTake(int milliseconds, Action begin, RecordHandler handler, Action end)
    {
        if (!queue.TryTake(milliseconds, out var block, out var length)) return false;
        begin();
        try
        {
            ReadOnlySpan<byte> rest = block.AsSpan(0, length);
            while (BlockQueue.TryRead(ref rest, out var type, out var payload)) handler(type, payload);
        }
        finally
        {
            end();
            queue.Return(block);
        }

        return true;
    }

    /// <summary>Wakes the one who takes.</summary>
    public void Wake() => queue.Wake();

    /// <summary>Takes what the socket still holds, then ends. What was received can still be taken.</summary>
    public void Stop()
    {
        isEnding = true;
        _ = worker.Join();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        receiver.Dispose();
        queue.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            var isLast = isEnding;
            if (ReceiveAll()) Poller.Sleep(GatherMilliseconds);
            else if (isLast) break;
            else poller.Wait(isEnding ? 0 : IdleMilliseconds);
        }

        queue.Close();
    }

    private void End(Exception e)
    {
        Volatile.Write(ref failure, e);
        queue.Close();
    }

    /// <summary>Receives until nothing is there.</summary>
    /// <returns>False when nothing was there at all.</returns>
    private bool ReceiveAll()
    {
        byte[]? block = null;
        var used = 0;
        while (receiver.TryReceive(out var batch))
        {
            foreach (var record in batch)
            {
                var length = Math.Min(record.Payload.Length, ushort.MaxValue);
                if (block is not null && used + sizeof(int) + length > block.Length)
                {
                    HandOver(block, used);
                    block = null;
                }

                if (block is null) (block, used) = (queue.Rent(), 0);
                MemoryMarshal.Write(block.AsSpan(used), ((uint)record.Type << 16) | (uint)length);
                record.Payload[..length].CopyTo(block.AsSpan(used + sizeof(int)));
                used += sizeof(int) + length;
            }

            if (batch.MessageCount < AuditReceiver.BatchSize) break;
        }

        if (block is null) return false;
        HandOver(block, used);
        return true;
    }

    /// <summary>What the socket dropped is known before the records are that stood in it then: whoever takes them looks for what they lack.</summary>
    private void HandOver(byte[] block, int used)
    {
        Volatile.Write(ref overflows, receiver.GetCounters().Dropped);
        queue.Put(block, used);
    }
}
