using Auspex.Text;

namespace Auspex.Archive;

/// <summary>Finds when a log begins.</summary>
internal static class FirstTime
{
    /// <summary>The second of the first line that has a stamp, <c>audit(SEC</c>.</summary>
    /// <returns>False when no line of <paramref name="beginning"/> has one.</returns>
    internal static bool TryFind(ReadOnlySpan<byte> beginning, out long seconds)
    {
        var prefix = "audit("u8;
        while (beginning.IndexOf(prefix) is var at and >= 0)
        {
            beginning = beginning[(at + prefix.Length)..];
            var digits = beginning.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits > 0 && DecimalText.TryParse(beginning[..digits], out seconds)) return true;
        }

        seconds = 0;
        return false;
    }
}
