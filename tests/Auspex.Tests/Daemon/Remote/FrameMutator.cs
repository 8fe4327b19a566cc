using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>Makes streams of frames and damages them.</summary>
internal static class FrameMutator
{
    private static readonly FrameType[] Types = Enum.GetValues<FrameType>();

    /// <summary>Fills the buffer with some frames, most of them good, and damages a few bytes.</summary>
    /// <returns>How many bytes count.</returns>
    internal static int Fill(Random random, Span<byte> bytes)
    {
        var length = 0;
        for (var frames = random.Next(1, 5); frames > 0; frames--)
        {
            var body = random.Next(8) == 0 ? random.Next(FrameHeader.MaxBody + 1) : random.Next(200);
            if (length + FrameHeader.Size + body > bytes.Length) break;
            new FrameHeader(Types[random.Next(Types.Length)], body, (uint)random.Next()).Write(bytes[length..]);
            length += FrameHeader.Size;
            bytes.Slice(length, body).Fill((byte)random.Next(256));
            length += body;
        }

        for (var hits = random.Next(4); hits > 0; hits--)
        {
            // Half of the damage goes where the headers of short frames are.
            var at = random.Next(random.Next(2) == 0 ? Math.Min(length, 2 * FrameHeader.Size) : length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2 when length > 1: // a byte is missing
                    bytes[(at + 1)..length].CopyTo(bytes[at..]);
                    length--;
                    break;
                default: // it ends here
                    length = Math.Max(1, at);
                    break;
            }
        }

        return length;
    }
}
