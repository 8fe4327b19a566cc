using System.Globalization;

namespace Auspex.Linux.Control;

/// <summary>What this process may do.</summary>
internal static class Privileges
{
    private const int CAP_AUDIT_CONTROL = 30;

    /// <summary>True when the process may change the kernel's audit: CAP_AUDIT_CONTROL is effective.</summary>
    /// <remarks>Source: capabilities(7); proc_pid_status(5), CapEff. Without /proc: whether the user is root.</remarks>
    public static bool HasAuditControl()
    {
        try
        {
            foreach (var line in File.ReadLines("/proc/self/status"))
            {
                if (!line.StartsWith("CapEff:", StringComparison.Ordinal)) continue;
                var digits = line.AsSpan(7).Trim();
                return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var effective)
                    && (effective & (1UL << CAP_AUDIT_CONTROL)) != 0;
            }
        }
        catch (IOException)
        {
            return Loop.Machine.EffectiveUserId == 0;
        }

        return Loop.Machine.EffectiveUserId == 0;
    }
}
