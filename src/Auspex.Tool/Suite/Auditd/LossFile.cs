using System.Globalization;
using System.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>Remembers the kernel's counter of lost records from one daemon to the next. It lies where it is gone after a boot, as the counter.</summary>
internal sealed class LossFile
{
    internal const string FilePath = "/run/audit/auspex.lost";

    /// <summary>When the number that was read had been written, since 1970-01-01 UTC.</summary>
    internal long WrittenMilliseconds { get; private set; }

    /// <summary>The counter as it was last written, or null.</summary>
    internal uint? Read()
    {
        try
        {
            var words = File.ReadAllText(FilePath).Split(' ');
            if (words.Length != 2 || !uint.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var lost)) return null;
            if (!long.TryParse(words[1].AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var time)) return null;
            WrittenMilliseconds = time;
            return lost;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Writes the counter.</summary>
    internal static void Write(uint lost)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{lost} {Clock.RealtimeMilliseconds}\n");
        _ = StateFile.TryWrite(FilePath, Encoding.ASCII.GetBytes(text));
    }
}
