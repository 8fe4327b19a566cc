using Auspex.Text;

namespace Auspex.Linux.Procfs;

/// <summary>Reads single lines of <c>/proc/PID/status</c>.</summary>
/// <remarks><code>line = name ":" TAB value { TAB value } LF</code> Source: proc_pid_status(5).</remarks>
internal static class ProcStatus
{
    /// <summary>Value <paramref name="index"/> of the line called <paramref name="name"/> (with its colon).</summary>
    internal static bool TryGet(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int index, out uint value)
    {
        value = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (!line.StartsWith(name)) continue;
            line = line[name.Length..];
            for (var i = 0; i <= index; i++)
            {
                line = line.TrimStart("\t "u8);
                var length = line.IndexOfAny((byte)'\t', (byte)' ');
                var word = length < 0 ? line : line[..length];
                if (i == index) return DecimalText.TryParse(word, out value);
                line = line[word.Length..];
            }
        }

        return false;
    }
}
