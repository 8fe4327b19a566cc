using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>Departures in csv and text.</summary>
internal static partial class NarrationDepartures
{
    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Departure> All =
    [
        new("gmt-offset", l => l.Has("--extra-time")) { Rewrite = (_, a) => a with { Output = Offset().Replace(a.Output, ":00,") } },
        new("record-places", Departures.Narrates) { Events = e => e.Matches("objtype=") || e.Matches("arch=c000003e syscall=(83|88|258|266|165) ") || IsOutOfPlace(e) },
        // Calls of other machines, whose records the generated log makes alike for all.
        new("record-places", Departures.Narrates) { Logs = log => log.Name == "architectures", Events = e => e.Matches("arch=(?!c000003e)") },
        new("field-order", Departures.Narrates) { Events = e => e.HasType("FEATURE_CHANGE") || e.HasType("DM_CTRL") || e.HasType("SECCOMP") || e.HasType("ANOM_ABEND") || e.Matches(@"type=CONFIG_CHANGE .* key=\(null\)") },
        new("null-name", Departures.Narrates) { Events = e => e.Matches(@" name=\(null\)") },
        new("odd-cwd", Departures.Narrates) { Events = e => e.Matches(" cwd=(?!\"/)") },
        new("avc-result", Departures.Narrates) { Events = e => e.HasType("AVC") || e.HasType("USER_AVC") },
        new("seccomp-log", Departures.Narrates) { Events = e => e.Matches("code=0x7ffc0000") },
        new("escaped-op", l => Departures.Narrates(l) && l.Has("shell", "shell_quote")) { Events = e => e.Matches("type=CONFIG_CHANGE .* op=\"") },
        new("accessing", Departures.Narrates) { Rewrite = (_, a) => a with { Output = Accessing().Replace(a.Output, "${action}") } },
    ];

    /// <summary>A call without the records that stand before its files elsewhere: they are taken for others.</summary>
    private static bool IsOutOfPlace(EventText text) =>
        text.HasType("KERN_MODULE") || (text.Matches("arch=c000003e syscall=(59|322) ") && !text.HasType("EXECVE")) || (text.HasType("PATH") && (!text.HasType("CWD") || !text.Matches(@"nametype=(?!PARENT)\S"))) || (text.HasType("SYSCALL") && text.Types[0] != "SYSCALL");

    [GeneratedRegex("(?<=,[+-][0-9][0-9]):[0-9][0-9],", RegexOptions.None, 5000)]
    private static partial Regex Offset();

    [GeneratedRegex(@"(?<action>violated[^ ]* )(accessing |[^ ]+ )", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Accessing();
}
