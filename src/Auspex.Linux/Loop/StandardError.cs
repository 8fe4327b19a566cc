using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Loop;

/// <summary>Tells people things on standard error. Never throws: that nobody can be told is no reason to fail.</summary>
/// <remarks>
/// The runtime's console writes ESC[?1h ESC= to every terminal it sees and does not take them back, and throws when the disk behind it is
/// full: it is not used. Any thread may call; a text of up to <see cref="PieceBytes"/> stays whole. Source: write(2), poll(2).
/// </remarks>
internal static unsafe class StandardError
{
    /// <summary>Waits for a reader as long as it takes.</summary>
    public const int Forever = -1;

    private const int Number = 2;
    private const int PieceBytes = 4096; // a pipe that has room has room for so many

    /// <summary>Writes <paramref name="line"/> and a line end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="patienceMilliseconds">How long a reader that takes nothing is waited for; then the rest is not told.</param>
    public static void Tell(string line, int patienceMilliseconds = Forever) => Write(line + "\n", patienceMilliseconds);

    /// <summary>Writes <paramref name="text"/> as it stands.</summary>
    /// <inheritdoc cref="Tell"/>
    public static void Write(string text, int patienceMilliseconds = Forever) => Write(Encoding.UTF8.GetBytes(text), patienceMilliseconds);

    /// <summary>Writes bytes as they stand.</summary>
    /// <inheritdoc cref="Tell"/>
    public static void Write(ReadOnlySpan<byte> bytes, int patienceMilliseconds = Forever)
    {
        while (!bytes.IsEmpty)
        {
            var watched = new pollfd { fd = Number, events = Poll.POLLOUT };
            if (Libc.poll(&watched, 1, patienceMilliseconds) == 0) return;
            var count = Descriptor.Write(Number, bytes[..Math.Min(bytes.Length, PieceBytes)]);
            if (count < 0) return;
            bytes = bytes[count..];
        }
    }
}
