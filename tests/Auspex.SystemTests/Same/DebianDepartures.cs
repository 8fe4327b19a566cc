using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>Departures of Debian's 3.0.9 from 4.2.2, in which we keep to the newer one.</summary>
internal static partial class DebianDepartures
{
    private static readonly string[] NewTypes = ["DM_CTRL", "DM_EVENT", "LANDLOCK_ACCESS", "LANDLOCK_DOMAIN"];

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
        new("debian-seccomp", Departures.Interprets) { Events = e => e.Matches("code=0x80000000") },
        new("debian-clone", Departures.Interprets) { Events = e => e.Matches("arch=c000003e syscall=56 ") },
        new("debian-chown", Departures.Interprets) { Events = e => e.Matches("arch=(c000003e syscall=92|40000003 syscall=(182|212)|c0000015 syscall=181|80000016 syscall=(182|212)|16 syscall=(182|212)|40000028 syscall=(182|212)|14 syscall=181|80000015 syscall=181) ") },
        new("debian-unknown-arch", Departures.Interprets) { Events = e => e.Matches("arch=c00000ff ") },
        new("debian-tables", Departures.Interprets) { Accepts = (_, d, a) => AreSameByLine(d, a, IsNewCall) },
        new("debian-fanotify", Departures.Interprets) { Events = e => e.HasType("FANOTIFY") },
    ];

    /// <summary>True when the answers differ only in lines that <paramref name="isSame"/> takes for the same, Debian's first.</summary>
    private static bool AreSameByLine(Answer debian, Answer ours, Func<string, string, bool> isSame)
    {
        string[] theirs = debian.Output.Split('\n'), own = ours.Output.Split('\n');
        return debian.ExitCode == ours.ExitCode && theirs.Length == own.Length && theirs.Zip(own).All(l => l.First == l.Second || isSame(l.First, l.Second));
    }

    /// <summary>The number of a call that has a name by now.</summary>
    private static bool IsNewCall(string debian, string ours) =>
        UnknownCall().IsMatch(debian) && UnknownCall().Replace(debian, "=") == KnownCall().Replace(ours, "=");

    [GeneratedRegex(@"(?<= syscall)=unknown-syscall\([0-9]+\)", RegexOptions.None, 5000)]
    private static partial Regex UnknownCall();

    [GeneratedRegex("(?<= syscall)=[a-z0-9_]+", RegexOptions.None, 5000)]
    private static partial Regex KnownCall();
}
