using System.Globalization;
using System.Text;

namespace Auspex.Linux.Procfs;

/// <summary>Names terminals as audit does: the kernel's name of the device, without a folder.</summary>
/// <remarks>Source: Documentation/admin-guide/devices.txt; the device number's bits as in proc_pid_stat(5).</remarks>
internal static class TtyNames
{
    /// <summary>The name, or null for no terminal and for drivers that are not known here.</summary>
    internal static byte[]? Get(uint number)
    {
        if (number == 0) return null;
        var major = (int)((number >> 8) & 0xFFF);
        var minor = (int)((number & 0xFF) | ((number >> 12) & 0xFFF00));
        var name = major switch
        {
            4 when minor < 64 => Name("tty", minor),
            4 => Name("ttyS", minor - 64),
            5 when minor == 1 => "console",
            >= 136 and <= 143 => Name("pts", ((major - 136) << 8) + minor),
            166 => Name("ttyACM", minor),
            188 => Name("ttyUSB", minor),
            204 when minor is >= 64 and < 80 => Name("ttyAMA", minor - 64),
            229 => Name("hvc", minor),
            _ => null,
        };
        return name is null ? null : Encoding.ASCII.GetBytes(name);
    }

    private static string Name(string prefix, int index) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}");
}
