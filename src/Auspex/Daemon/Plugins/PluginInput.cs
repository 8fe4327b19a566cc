using System.Runtime.InteropServices;
using Auspex.Daemon.Queues;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Daemon.Plugins;

/// <summary>Takes apart what the daemon writes to a plugin. Its room is fixed, whatever comes; belongs to one thread.</summary>
/// <remarks>
/// <code>
/// input = *( line LF ) / *frame            frames when the first byte is 0 or 1, the beginning of ver
/// frame = ver(4) hlen(4)=16 type(4) size(4) size*BYTE      native byte order
/// </code>
/// auditd 3.0.9 was seen to fill each frame up to 8970 bytes behind the header. That is noticed where no header follows the first one.
/// Source: spec 8.2, 8.4; <see cref="PluginFraming"/> writes it.
/// </remarks>
internal sealed class PluginInput
{
    /// <summary>The longest text of one record. The daemon's own are shorter; longer ones are left out and counted.</summary>
    public const int MaxRecordBytes = 16 << 10;

    private const int FilledBytes = 8970; // MAX_AUDIT_MESSAGE_LENGTH

    private const int BufferBytes = 64 << 10;

    private readonly ReceiveBuffer buffer = new(BufferBytes);
    private readonly bool mayBeFrames;
    private bool isFrames;
    private bool isDecided;
    private int searched; // bytes of those that wait that hold no line end
    private long skipped; // bytes that are left of a frame that is left out
    private bool isInLongLine;
    private int filling = -1; // bytes behind the last frame where frames are filled up
    private bool isFilled;

    /// <summary>An empty input.</summary>
    /// <param name="mayBeFrames">False where only lines can come.</param>
    public PluginInput(bool mayBeFrames) => this.mayBeFrames = mayBeFrames;

    /// <summary>Records that were left out because they were too long.</summary>
    public long TooLong { get; private set; }

    /// <summary>True once a frame has no header that makes sense: nobody knows where the next one begins.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Room for more bytes, never empty once everything has been read; what was read before is no longer valid.</summary>
    public Span<byte> GetRoom() => buffer.GetRoom();

    /// <summary>Takes as many bytes in as were written to the room.</summary>
    public void Advance(int count) => buffer.Advance(count);

    /// <summary>Reads the next record; it is valid until the next <see cref="GetRoom"/>.</summary>
    /// <returns>False when more bytes are needed, or <see cref="IsBroken"/>.</returns>
    public bool TryRead(out PluginRecord record)
    {
        record = default;
        if (IsBroken || buffer.Waiting.IsEmpty) return false;
        if (!isDecided)
        {
            isFrames = mayBeFrames && buffer.Waiting[0] <= 1;
            isDecided = true;
        }

        return isFrames ? TryReadFrame(out record) : TryReadLine(out record);
    }

    private bool TryReadLine(out PluginRecord record)
    {
        record = default;
        while (true)
        {
            var rest = buffer.Waiting;
            var length = rest[searched..].IndexOf((byte)'\n');
            if (length < 0)
            {
                searched = rest.Length;
                if (!isInLongLine && rest.Length <= MaxRecordBytes) return false;
                if (!isInLongLine) TooLong++;
                isInLongLine = true;
                buffer.Clear();
                searched = 0;
                return false;
            }

            length += searched;
            searched = 0;
            buffer.Skip(length + 1);
            var isWhole = !isInLongLine && length <= MaxRecordBytes;
            if (!isWhole && !isInLongLine) TooLong++;
            isInLongLine = false;
            if (!isWhole) continue;
            record = new PluginRecord { Raw = rest[..length], Text = rest[..length] };
            return true;
        }
    }

    private bool TryReadFrame(out PluginRecord record)
    {
        record = default;
        while (true)
        {
            var left = (int)Math.Min(skipped, buffer.Waiting.Length);
            buffer.Skip(left);
            skipped -= left;
            var rest = buffer.Waiting;
            if (skipped > 0 || rest.Length < PluginFraming.HeaderBytes) return false;
            var header = MemoryMarshal.Cast<byte, uint>(rest[..PluginFraming.HeaderBytes]);
            if (header[0] > 1 || header[1] != PluginFraming.HeaderBytes)
            {
                if (!isFilled && filling > 0)
                {
                    isFilled = true;
                    skipped = filling;
                    continue;
                }

                IsBroken = true;
                return false;
            }

            if (header[3] > MaxRecordBytes)
            {
                TooLong++;
                buffer.Skip(PluginFraming.HeaderBytes);
                skipped = header[3];
                continue;
            }

            var length = PluginFraming.HeaderBytes + (int)header[3];
            if (rest.Length < length) return false;
            buffer.Skip(length);
            filling = FilledBytes - (int)header[3];
            if (isFilled && filling > 0) skipped = filling;
            record = new PluginRecord
            {
                Raw = rest[..length],
                Text = rest[PluginFraming.HeaderBytes..length],
                IsFrame = true,
                IsKernelText = header[0] == 0,
                Type = (RecordType)header[2],
            };
            return true;
        }
    }
}
