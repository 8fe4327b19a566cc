using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>Departures from 4.2.2 and 3.0.9 alike in what is printed about events.</summary>
internal static partial class OutputDepartures
{
    private const string Separator = "\u001d";

    /// <summary>A field that is a number by its name, and none by its value.</summary>
    private const string WordForNumber =
        @"[ '](old-|new-|obj_|new_|inode_|o|i|a|e|s|fs)?(uid|auid|gid|id|exit|syscall|arch|per|mode|perm|sig|list|family|flags|oflag|proto|prom|capability|icmptype|code|hook|action|cap_[pf][pie]|p[pie]|f[pie]|old_p[pie]|new_p[pie])=" +
        @"(?![-+]?(0x)?[0-9a-fA-F]+[,':)]*( |$|\u001d))| a[0-3]=( |$|\u001d)";

    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Departure> All =
    [
        new("time-zero", Departures.Narrates) { Events = e => e.Matches(@"msg=audit\(0\.") },
        new("empty-node", Departures.Interprets) { Events = e => e.Matches("^node= ") },
        new("raw-separator", l => l.Has("--raw", "-r", "raw")) { Rewrite = (_, a) => a with { Output = a.Output.Replace(Separator + "\n", "\n", StringComparison.Ordinal) } },
        // A carriage return at the end of a line stands in a value of no known type, or behind a quote.
        new("no-control", Departures.Interprets) { Rewrite = (_, a) => a with { Output = a.Output.Replace("\r", "\\015", StringComparison.Ordinal) } },
        // DEL, and bytes of controls and unseen characters; what else stands in octal does so in both.
        new("terminal-text", Departures.Any) { Rewrite = (_, a) => a with { Output = Octal().Replace(a.Output, static m => ((char)Convert.ToInt32(m.Value[1..], 8)).ToString()) } },
        new("word-value", Departures.Interprets) { Events = e => e.Matches(WordForNumber) },
        new("after-quote", Departures.Interprets) { Rewrite = (_, a) => a with { Output = LineEnd().Replace(a.Output, "") } },
        new("enriched-escape", l => Departures.Interprets(l) && l.Has("shell", "shell_quote"))
        {
            Rewrite = (_, a) => a with { Output = a.Output.Replace("\\", "", StringComparison.Ordinal) },
        },
        new("open-quote", Departures.Interprets) { Events = e => e.Lines.Any(l => l.Count(c => c == '"') % 2 != 0 || l.Count(c => c == '\'') % 2 != 0) },
        new("title-rest", Departures.Interprets) { Events = e => e.Matches("proctitle=([0-9A-F]{2})*[0-9A-F]$") },
        new("tail", Departures.Interprets) { Events = e => e.Matches(" [^= ']+$") || e.Matches("msg='[^=']*'(\u001d|$)") },
        new("anomaly-uid", l => l.Has("-ui", "--uid")) { Events = e => e.HasType("ANOM_ABEND") || e.HasType("SECCOMP") || e.HasType("ANOM_PROMISCUOUS") },
        new("uid-offset", l => l.Has("-ui", "--uid", "-ua", "--uid-all")) { Events = e => e.HasType("TTY") || e.Types[0].StartsWith("INTEGRITY_", StringComparison.Ordinal) },
        new("cut-stamp", Departures.Any) { Events = e => e.Lines.Any(l => l.Contains("type=", StringComparison.Ordinal) && !l.Contains("):", StringComparison.Ordinal)) },
        new("kept-events", Departures.OfSearch) { Events = MissingFields.In },
        // A call that was cut behind its label.
        new("kept-events", l => Departures.OfSearch(l) && l.Has("-su", "--subject", "-se", "--context")) { Events = e => e.Matches(@"type=SYSCALL .* subj=\S+$") },
    ];

    [GeneratedRegex(@"\\(177|[23][0-7]{2})", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Octal();

    [GeneratedRegex(@"(\\015| \\015|\r| )+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LineEnd();
}
