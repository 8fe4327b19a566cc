using System.Text;
using Auspex.Kernel;
using Auspex.Text;

namespace Auspex.Tool.Suite.Auditctl;

/// <summary>The kernel's state as <c>auditctl -s</c> shows it. Source: spec 5.8.</summary>
internal static class StatusText
{
    private const int FullWordCount = AuditStatus.SizeBytes / sizeof(uint);

    /// <summary>Adds a line for each word.</summary>
    public static void Append(AuditStatus status, bool interpret, ByteBuffer output)
    {
        AppendWord("enabled", interpret ? EnabledName((uint)status.Enabled) : null, (uint)status.Enabled, output);
        AppendWord("failure", interpret ? FailureName((uint)status.Failure) : null, (uint)status.Failure, output);
        AppendWord("pid", null, (uint)status.AuditorPid, output);
        AppendWord("rate_limit", null, status.RateLimit, output);
        AppendWord("backlog_limit", null, status.BacklogLimit, output);
        AppendWord("lost", null, status.Lost, output);
        AppendWord("backlog", null, status.Backlog, output);
        AppendWord("backlog_wait_time", null, status.BacklogWaitTime, output);
        if (status.WordCount >= FullWordCount)
            AppendWord("backlog_wait_time_actual", null, status.BacklogWaitTimeActual, output);
    }

    /// <summary>Adds the line of the features.</summary>
    public static void Append(AuditFeatures features, ByteBuffer output)
    {
        output.Append("loginuid_immutable "u8);
        output.Append(features.On.HasFlag(FeatureFlags.LoginUidImmutable) ? "1 "u8 : "0 "u8);
        output.Append(features.Locked.HasFlag(FeatureFlags.LoginUidImmutable) ? "locked\n"u8 : "unlocked\n"u8);
    }

    private static void AppendWord(string name, string? value, uint number, ByteBuffer output)
    {
        output.Append(Encoding.ASCII.GetBytes(name));
        output.Append((byte)' ');
        if (value is null) output.AppendDecimal((ulong)number);
        else output.Append(Encoding.ASCII.GetBytes(value));
        output.Append((byte)'\n');
    }

    private static string EnabledName(uint value) => value switch
    {
        0 => "disable",
        1 => "enabled",
        2 => "enabled+immutable",
        _ => "unknown",
    };

    private static string FailureName(uint value) => value switch
    {
        0 => "silent",
        1 => "printk",
        2 => "panic",
        _ => "unknown",
    };
}
