using System.Globalization;

namespace Auspex.Linux.Files;

/// <summary>Parts of a file that the disk did not give: how much, and where it begins. Safe for any thread.</summary>
internal sealed class UnreadParts
{
    /// <summary>Where one byte cannot be read, its page cannot.</summary>
    internal const int PageBytes = 4096;

    private readonly Lock guard = new();
    private string reason = "";
    private long first;

    /// <summary>How much it is, in bytes.</summary>
    internal long Bytes { get; private set; }

    /// <summary>What the person is told; empty while all could be read.</summary>
    internal string Text
    {
        get
        {
            lock (guard)
            {
                return Bytes == 0 ? ""
                    : string.Create(CultureInfo.InvariantCulture, $"{reason}: {Bytes} bytes could not be read, the first of them at byte {first}; what stands around them was");
            }
        }
    }

    /// <summary>Adds a part.</summary>
    internal void Add(long position, long bytes, string why)
    {
        lock (guard)
        {
            if (Bytes == 0 || position < first) (first, reason) = (position, why);
            Bytes += bytes;
        }
    }
}
