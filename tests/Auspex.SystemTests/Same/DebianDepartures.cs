using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>Departures of Debian's 3.0.9 from 4.2.2, in which we keep to the newer one.</summary>
internal static partial class DebianDepartures
{
    private static readonly string[] NewTypes = ["DM_CTRL", "DM_EVENT", "LANDLOCK_ACCESS", "LANDLOCK_DOMAIN"];

    /// <summary>Calls that got a number, or a name here, after 3.0.9: on every machine those from 451, and some older ones.</summary>
    private const string NewCalls =
        "arch=([0-9a-f]+ syscall=4(5[1-9]|6[0-9]|7[01]) |40000028 syscall=(335|336|346) |(80000016|16) syscall=(7|110|220|26[89]|270|287|310|378|39[2-9]|4[01][0-9]|42[0-3]|447) " +
        "|(14|80000015|c0000015) syscall=(0|256|258|259|260|261) )";

    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Departure> All =
    [
        new("debian-login", Departures.Any) { Events = e => e.HasType("LOGIN") },
        new("debian-types", Departures.Any)
        {
            Events = e => Array.Exists(NewTypes, e.HasType),
            Rewrite = (_, a) => a with { Errors = NewTypes.Aggregate(a.Errors, (text, type) => text.Replace(type + " ", "", StringComparison.Ordinal)) },
        },
        new("debian-contexts", l => l.Has("-su", "--subject") && l.Has("-o", "--object")) { Accepts = (_, d, a) => d.Output.Length > a.Output.Length },
        new("debian-uring", Departures.Any) { Events = e => e.HasType("URINGOP") },
        new("debian-seccomp", Departures.Interprets) { Events = e => e.Matches("code=0x(80000000|0)$|code=0x(80000000|0)\u001d") },
        new("debian-clone", Departures.Interprets) { Events = e => e.Matches("arch=(c000003e syscall=56|c00000b7 syscall=220|(40000003|40000028|80000016|16|14|80000015|c0000015) syscall=120) ") },
        new("debian-chown", Departures.Interprets) { Events = e => e.Matches("arch=(c000003e syscall=92|40000003 syscall=(182|212)|c0000015 syscall=181|80000016 syscall=(182|212)|16 syscall=(182|212)|40000028 syscall=(182|212)|14 syscall=181|80000015 syscall=181) ") },
        new("debian-lchown", Departures.Narrates) { Events = e => e.Matches("arch=(c000003e syscall=94|40000003 syscall=(16|198)) .* a1=ffffffff ") },
        new("debian-setfsuid", Departures.Narrates) { Events = e => e.Matches("arch=(c000003e syscall=(122|123)|40000003 syscall=(138|139|215|216)) ") },
        new("debian-unknown-arch", Departures.Interprets) { Events = e => e.Matches("arch=c00000ff ") },
        new("debian-tables", Departures.Interprets) { Events = e => e.Matches(NewCalls) },
        new("debian-tables", l => l.Tool == "ausyscall") { Accepts = (_, d, a) => d.ExitCode == a.ExitCode && IsPart(d.Output, a.Output) },
        new("debian-machines", l => l.Has("uring", "ia64", "alpha") && l.Tool == "ausyscall") { Accepts = (_, _, _) => true },
        new("bad-filter", l => l.Tool == "aulast" && l.Has("--bad") && l.Has("--tty", "--user")) { Accepts = (_, d, a) => d.ExitCode == a.ExitCode && IsPart(a.Output, d.Output) },
        new("debian-arguments", Departures.Interprets) { Events = e => e.Matches("arch=c000003e syscall=439 ") },
        new("debian-kill", Departures.Narrates) { Rewrite = (_, a) => a with { Output = Killed().Replace(a.Output, "killed-pid") } },
        new("debian-rename", Departures.Narrates) { Events = e => e.Matches("arch=c000003e syscall=(82|264|316) ") },
        new("debian-actions", Departures.Narrates) { Events = e => e.Matches("syscall=(404|43[01]|438|442|44[4-7]) |arch=(c000003e syscall=304|40000003 syscall=342|c00000b7 syscall=265|40000028 syscall=371|(80000016|16) syscall=336|(14|80000015|c0000015) syscall=346) ") },
        new("debian-daemon", l => Departures.OfReport(l) && l.Has("-u", "--user")) { Events = e => e.Types[0].StartsWith("DAEMON_", StringComparison.Ordinal) },
        // 3.0.9 takes other events for whole; a set of messages, which are whole in any case, is compared without this.
        new("debian-checkpoint", l => l.Has("--checkpoint")) { Logs = log => log.Name == "set", Accepts = (_, _, _) => true },
        new("debian-path", Departures.Narrates) { Rewrite = (_, a) => a with { Output = Dots().Replace(a.Output, "/") } },
        new("debian-policy", Departures.Narrates) { Events = e => e.Types.Any(t => t.StartsWith("MAC_", StringComparison.Ordinal)) || e.Matches("type=(UNKNOWN\\[14[0-9]{2}\\]|14[0-9]{2}) ") },
        new("debian-fanotify", Departures.Interprets) { Events = e => e.HasType("FANOTIFY") },
    ];

    /// <summary>True when all lines of <paramref name="part"/> are in <paramref name="whole"/>, in their order.</summary>
    private static bool IsPart(string part, string whole)
    {
        var lines = new Queue<string>(part.Split('\n'));
        foreach (var line in whole.Split('\n'))
        {
            if (lines.TryPeek(out var next) && next == line) lines.Dequeue();
        }

        return lines.Count == 0;
    }

    [GeneratedRegex(@"killed-list-of-pids|killed-pid( \([0-9]+\))?", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Killed();

    [GeneratedRegex("/(\\./)+|/{2,}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Dots();
}
