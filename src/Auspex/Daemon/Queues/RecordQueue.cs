using System.Buffers.Binary;
using Auspex.Tables;

namespace Auspex.Daemon.Queues;

/// <summary>A bounded queue of records from the writer to one consumer. One thread puts, one takes.</summary>
/// <remarks>
/// A ring of bytes. A record that finds no room goes to the spill file, where there is one; what finds no room there either is refused
/// and counted: the queue's answer to "full". Frames:
/// <code>
/// frame = length(4) type(2) origin(1) 0(1) payloadStart(4) payloadLength(4) line       length counts the frame
/// </code>
/// </remarks>
internal sealed class RecordQueue : IDisposable
{
    /// <summary>Bytes before each line.</summary>
    public const int HeaderBytes = 16;

    private readonly Lock guard = new();
    private readonly AutoResetEvent ready = new(false);
    private readonly byte[] ring;
    private readonly int maxRecords;
    private readonly SpillFile? spill;
    private readonly byte[] header = new byte[HeaderBytes];
    private long head; // bytes taken
    private long tail; // bytes put
    private int count; // in memory and in the file
    private int spilled; // in the file
    private bool isClosed;

    /// <summary>An empty queue.</summary>
    /// <param name="name">What it is called in metrics and messages.</param>
    /// <param name="capacityBytes">Room for frames, in bytes.</param>
    /// <param name="maxRecords">The most records it holds in memory.</param>
    /// <param name="spill">Where it goes on when memory is full; owned by this object from now on.</param>
    public RecordQueue(string name, int capacityBytes, int maxRecords, SpillFile? spill = null)
    {
        this.spill = spill;
        Name = name;
        ring = new byte[capacityBytes];
        this.maxRecords = maxRecords;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Records in it.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The most it ever held.</summary>
    public int MaxCount { get; private set; }

    /// <summary>Records it refused, since it was made.</summary>
    public long Refused { get; private set; }

    /// <summary>True once no more will be put.</summary>
    public bool IsClosed => Volatile.Read(ref isClosed);

    /// <summary>Puts a record at the end.</summary>
    /// <returns>False when there is no room: it is counted and not put.</returns>
    public bool TryPut(in DaemonRecord record)
    {
        var length = HeaderBytes + record.Line.Length;
        lock (guard)
        {
            if (isClosed) return Refuse();
            BinaryPrimitives.WriteInt32LittleEndian(header, length);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), (ushort)record.Type);
            header[6] = (byte)record.Origin;
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), record.PayloadStart);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), record.Payload.Length);
            var isFull = count - spilled >= maxRecords || length > ring.Length - (tail - head);
            if (isFull || spilled > 0)
            {
                // While anything waits in the file, all that comes goes behind it.
                if (spill is null || !spill.TryAppend(header, record.Line)) return Refuse();
                spilled++;
            }
            else
            {
                RingBytes.Put(ring, tail, header);
                RingBytes.Put(ring, tail + HeaderBytes, record.Line);
                tail += length;
            }

            if (++count > MaxCount) MaxCount = count;
            return true;
        }
    }

    /// <summary>Wakes the one who takes. Once a batch, as waking costs more than a record.</summary>
    public void Wake() => ready.Set();

    /// <summary>Waits until there may be something to take.</summary>
    /// <param name="milliseconds">How long at most; negative for ever.</param>
    public void Wait(int milliseconds)
    {
        if (Count == 0 && !IsClosed) _ = ready.WaitOne(milliseconds);
    }

    /// <summary>Takes whole frames, as many as fit, but at least one when there is one.</summary>
    /// <param name="frames">Takes the frames; grown for one that does not fit.</param>
    /// <returns>How many bytes of <paramref name="frames"/> hold frames: read them with <see cref="TryRead"/>.</returns>
    public int Take(ref byte[] frames)
    {
        lock (guard)
        {
            var taken = 0;
            while (count > spilled)
            {
                RingBytes.Get(ring, head, header);
                var length = BinaryPrimitives.ReadInt32LittleEndian(header);
                if (taken + length > frames.Length)
                {
                    if (taken > 0) break;
                    frames = new byte[length];
                }

                RingBytes.Get(ring, head, frames.AsSpan(taken, length));
                head += length;
                taken += length;
                count--;
            }

            if (head == tail) head = tail = 0; // a queue that keeps up uses the same few pages again and again
            return taken > 0 || spilled == 0 ? taken : TakeSpilled(ref frames);
        }
    }

    /// <summary>No more is put; who waits is woken.</summary>
    public void Close()
    {
        Volatile.Write(ref isClosed, true);
        ready.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ready.Dispose();
        spill?.Dispose();
    }

    /// <summary>Reads the first of the <paramref name="frames"/> and steps over it.</summary>
    /// <returns>False behind the last.</returns>
    public static bool TryRead(ref ReadOnlySpan<byte> frames, out DaemonRecord record)
    {
        record = default;
        if (frames.Length < HeaderBytes) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(frames);
        record = new DaemonRecord(
            (RecordType)BinaryPrimitives.ReadUInt16LittleEndian(frames[4..]),
            (RecordOrigin)frames[6],
            frames[HeaderBytes..length],
            BinaryPrimitives.ReadInt32LittleEndian(frames[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(frames[12..]));
        frames = frames[length..];
        return true;
    }

    private bool Refuse()
    {
        Refused++;
        return false;
    }

    /// <summary>Takes whole frames back from the file.</summary>
    private int TakeSpilled(ref byte[] frames)
    {
        var length = spill!.Read(frames);
        var taken = 0;
        var records = 0;
        while (length - taken >= HeaderBytes)
        {
            var frame = BinaryPrimitives.ReadInt32LittleEndian(frames.AsSpan(taken));
            if (frame > length - taken)
            {
                if (taken == 0 && frame > frames.Length)
                {
                    frames = new byte[frame];
                    return TakeSpilled(ref frames);
                }

                break;
            }

            taken += frame;
            records++;
        }

        if (taken == 0)
        {
            // The disk does not give back what it took: all of it is lost.
            Refused += spilled;
            count -= spilled;
            spilled = 0;
            spill.Advance(spill.Unread);
            return 0;
        }

        count -= records;
        spilled -= records;
        spill.Advance(taken);
        return taken;
    }
}
