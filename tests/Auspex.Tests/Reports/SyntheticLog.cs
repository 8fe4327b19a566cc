using System.Text;
using Auspex.Reports;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Reports;

/// <summary>The log of the goldens, whole and without what makes Auspex and 4.2.2 differ.</summary>
internal static class SyntheticLog
{
    /// <summary>Where it lies.</summary>
    public static string Path => Shared.Path("data/golden/logs/synthetic.log");

    /// <summary>All of it.</summary>
    public static byte[] Whole => File.ReadAllBytes(Path);

    /// <summary>
    /// The events that 4.2.2 drops without a word, by what a report makes it extract (docs/differences.md, dropped-events): a short SOCKADDR
    /// where it wants hosts or files (135), io_uring's record without auid (138), AppArmor's decision (140), USER_AVC whose terminal is
    /// the last word (141), FEATURE_CHANGE without pid (168).
    /// </summary>
    public static IReadOnlyList<int> Dropped(ReportKind kind)
    {
        var dropped = new List<int> { 140, 168 };
        var wantsTerminal = kind is ReportKind.Totals or ReportKind.Auth or ReportKind.Login or ReportKind.Mods or ReportKind.Anomaly
            or ReportKind.Terminal or ReportKind.User or ReportKind.Executable or ReportKind.Command or ReportKind.Tty;
        if (wantsTerminal) dropped.Add(141);
        if (wantsTerminal || kind is ReportKind.Host or ReportKind.File) dropped.Add(135);
        if (kind is not (ReportKind.Avc or ReportKind.Auth or ReportKind.Response or ReportKind.Virt)) dropped.Add(138);
        return dropped;
    }

    /// <summary>Without these events, and without enrichment where it is not wanted.</summary>
    public static byte[] Without(IReadOnlyList<int> serials, bool keepsEnrichment)
    {
        var lines = new StringBuilder();
        foreach (var line in Encoding.Latin1.GetString(Whole).Split('\n'))
        {
            if (serials.Any(s => line.Contains($":{s}):", StringComparison.Ordinal))) continue;
            var end = keepsEnrichment ? -1 : line.IndexOf('\u001d', StringComparison.Ordinal);
            lines.Append(end < 0 ? line : line[..end]).Append('\n');
        }

        return Encoding.Latin1.GetBytes(lines.ToString());
    }
}
