using Auspex.Text;

namespace Auspex.Daemon.Remote;

/// <summary>Makes lines of what the daemon writes to the plugin, however it was cut. Holds one buffer that never grows.</summary>
/// <remarks>Receive into <see cref="Room"/>, say how much with <see cref="Advance"/>, then <see cref="TryRead"/> until it says no.</remarks>
internal sealed class RecordLines
{
    /// <summary>The longest line that is taken whole, its end counted; what is longer is cut there.</summary>
    public const int MaxLineBytes = RemoteSender.MaxRecordBytes;

    private const int BufferBytes = 128 << 10;

    private readonly ReceiveBuffer buffer = new(BufferBytes);
    private bool isPassing; // over the rest of a line that was cut

    /// <summary>Lines that were cut.</summary>
    public long Cut { get; private set; }

    /// <summary>Where received bytes go: never empty once all lines have been read. What <see cref="TryRead"/> gave out is no longer valid.</summary>
    public Span<byte> Room => buffer.GetRoom();

    /// <summary>Says that bytes have been put into <see cref="Room"/>.</summary>
    public void Advance(int count) => buffer.Advance(count);

    /// <summary>Reads the next line.</summary>
    /// <param name="line">With its line end; valid until the next use of <see cref="Room"/>.</param>
    /// <returns>False when the bytes end inside a line.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        line = default;
        while (buffer.Waiting is { IsEmpty: false } rest)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            if (isPassing)
            {
                buffer.Skip(length > 0 ? length : rest.Length);
                isPassing = length == 0;
                continue;
            }

            var isWhole = length is > 0 and <= MaxLineBytes;
            if (!isWhole && rest.Length < MaxLineBytes) return false;
            if (isWhole)
            {
                line = rest[..length];
                buffer.Skip(length);
                return true;
            }

            Cut++;
            isPassing = true; // the line end goes with the rest
            rest[MaxLineBytes - 1] = (byte)'\n';
            line = rest[..MaxLineBytes];
            buffer.Skip(MaxLineBytes);
            return true;
        }

        return false;
    }

    /// <summary>The last line, where the bytes ended without a line end.</summary>
    public bool TryReadRest(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (buffer.Waiting.IsEmpty || isPassing || buffer.GetRoom() is not { IsEmpty: false } room) return false;
        room[0] = (byte)'\n';
        buffer.Advance(1);
        return TryRead(out line);
    }

    /// <summary>True if a line is to be sent: ends of events are not, nor is what cannot be a record.</summary>
    public static bool IsWanted(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        if (space < 0) return line.StartsWith("t"u8) && !line.StartsWith("type=EOE"u8);
        var record = line.StartsWith("node="u8) ? line[(space + 1)..] : line;
        return !record.StartsWith("type=EOE"u8);
    }
}
