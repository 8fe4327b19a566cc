using System.Text;
using Auspex.Reports;
using Auspex.Reports.Tallies;

namespace Auspex.Outputs.ReportFormats;

/// <summary>What columns and counters are called in JSON and CSV.</summary>
internal static class ReportNames
{
    /// <summary>Of the counters, in the order of <see cref="TotalsCounter"/>.</summary>
    public static readonly IReadOnlyList<byte[]> Counters =
    [
        .. "config_changes account_changes logins failed_logins authentications failed_authentications users terminals hosts executables commands files avcs mac_events failed_syscalls anomalies responses crypto_events integrity_events virt_events keys pids events"
            .Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Of a detailed report's columns: its headings.</summary>
    public static byte[][] Of(ReportDefinition definition) =>
        [.. definition.Headings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.ASCII.GetBytes)];
}
