using System.Globalization;

namespace Auspex.Processes;

/// <summary>The identity of a process that survives reuse of its pid: which boot, which pid, when it began.</summary>
/// <param name="Pid">Number in the initial pid namespace.</param>
/// <param name="StartMilliseconds">Start, in milliseconds since 1970-01-01 UTC, as first learned; later knowledge does not change it.</param>
internal readonly record struct ProcessKey(int Pid, long StartMilliseconds)
{
    /// <summary>The identity as text: <c>BOOT-PID-START</c>, where BOOT is eight digits of the boot's id and START is hexadecimal.</summary>
    public string ToText(string bootId) =>
        string.Create(CultureInfo.InvariantCulture, $"{bootId}-{Pid}-{StartMilliseconds:x}");
}
