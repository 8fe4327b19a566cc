using Auspex.Kernel;
using Auspex.Text;
using Auspex.Threads;

namespace Auspex.Linux.Loop;

/// <summary>Writes a block of whole lines, however long that takes.</summary>
/// <returns>False when nobody reads any more.</returns>
/// <exception cref="KernelException">It cannot be written.</exception>
internal delegate bool BlockHandler(ReadOnlySpan<byte> block);

/// <summary>Writes on a thread of its own behind a queue bounded in bytes, so that who adds never waits for who reads.</summary>
/// <remarks>
/// The answer to "full": nothing is taken, and the caller counts what it could not add. What is added at once stays together in one
/// block. One thread adds. Whoever ends while the thread is stuck in a write leaves it behind: it ends with the program.
/// </remarks>
internal sealed class BackgroundWriter : IDisposable
{
    private const int BlockBytes = 64 << 10;
    private const int MaxSpare = 4;
    private const int StackBytes = 256 << 10;
    private const int LookMilliseconds = 10;

    private readonly Lock guard = new();
    private readonly AutoResetEvent ready = new(false);
    private readonly Queue<ByteBuffer> waiting = new();
    private readonly Stack<ByteBuffer> spare = new();
    private readonly BlockHandler write;
    private readonly Worker worker;
    private ByteBuffer? last; // the youngest of those that wait: it may have room
    private long pending;
    private bool isClosing;
    private bool hasEnded;
    private KernelException? failure;

    /// <summary>Begins.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="maxBytes">The most that may wait.</param>
    /// <param name="write">Writes; called on the thread alone.</param>
    public BackgroundWriter(string name, int maxBytes, BlockHandler write)
    {
        MaxBytes = maxBytes;
        this.write = write;
        worker = new Worker(name, new WorkerFailures(), Run, OnFailure, StackBytes);
        _ = worker.Start();
    }

    /// <summary>The most bytes that may wait.</summary>
    public int MaxBytes { get; }

    /// <summary>Bytes that wait or are being written.</summary>
    public long Pending
    {
        get
        {
            lock (guard) return pending;
        }
    }

    /// <summary>True once nothing is written any more: nobody reads, or <see cref="Failure"/> says why.</summary>
    public bool HasEnded
    {
        get
        {
            lock (guard) return hasEnded;
        }
    }

    /// <summary>Why writing has ended; null when nobody reads any more, or it goes on.</summary>
    public KernelException? Failure => Volatile.Read(ref failure);

    /// <summary>Adds whole lines, all or none of them.</summary>
    /// <param name="lines">The lines; copied.</param>
    /// <param name="isExempt">True for what must not be left out: it is added even where there is no room.</param>
    /// <returns>False when there is no room. Lines that nobody will read any more are taken and thrown away.</returns>
    public bool TryAdd(ReadOnlySpan<byte> lines, bool isExempt = false)
    {
        if (lines.IsEmpty) return true;
        lock (guard)
        {
            if (hasEnded) return true;
            if (!isExempt && pending > 0 && pending + lines.Length > MaxBytes) return false;
            if (last is null || last.Length + lines.Length > BlockBytes)
            {
                last = spare.TryPop(out var empty) ? empty : new ByteBuffer(BlockBytes, BlockBytes);
                waiting.Enqueue(last);
            }

            last.Append(lines);
            pending += lines.Length;
        }

        _ = ready.Set();
        return true;
    }

    /// <summary>Waits until everything is written, or nothing is any more.</summary>
    /// <param name="milliseconds">How long at most.</param>
    /// <returns>False when something still waits.</returns>
    public bool WaitUntilWritten(int milliseconds)
    {
        var until = Clock.MonotonicMilliseconds + milliseconds;
        while (Pending > 0)
        {
            var left = until - Clock.MonotonicMilliseconds;
            if (left <= 0) return false;
            Poller.Sleep((int)Math.Min(left, LookMilliseconds));
        }

        return true;
    }

    /// <summary>Ends once what waits is written; does not wait for a thread that is stuck.</summary>
    public void Dispose()
    {
        Volatile.Write(ref isClosing, true);
        _ = ready.Set();
        if (Pending > 0) return;
        _ = worker.Join();
        ready.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            var isLast = Volatile.Read(ref isClosing);
            if (Take() is { } block)
            {
                if (!Write(block)) break;
            }
            else if (isLast)
            {
                break;
            }
            else
            {
                _ = ready.WaitOne();
            }
        }

        End();
    }

    /// <summary>What cannot be written is told by whoever asks for <see cref="Failure"/>; nothing is begun anew behind half a block.</summary>
    private void OnFailure(Exception e)
    {
        Volatile.Write(ref failure, e as KernelException ?? new KernelException("write", 0, e.Message));
        End();
    }

    private void End()
    {
        lock (guard)
        {
            hasEnded = true;
            waiting.Clear();
            pending = 0;
        }
    }

    private ByteBuffer? Take()
    {
        lock (guard)
        {
            if (!waiting.TryDequeue(out var block)) return null;
            if (ReferenceEquals(block, last)) last = null;
            return block;
        }
    }

    private bool Write(ByteBuffer block)
    {
        if (!write(block.Written)) return false;
        lock (guard)
        {
            pending -= block.Length;
            block.Clear();
            if (spare.Count < MaxSpare) spare.Push(block);
        }

        return true;
    }
}
