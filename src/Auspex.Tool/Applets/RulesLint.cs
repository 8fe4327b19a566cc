using System.Text;
using Auspex.Linux.Control;
using Auspex.Rules;
using Auspex.Rules.Lint;
using Auspex.Tables;
using Auspex.Text;
using Auspex.Tool.CommandLine;
using Auspex.Tool.Rulework;

namespace Auspex.Tool.Applets;

/// <summary><c>auspex rules lint</c>: everything that is wrong with rule files.</summary>
internal static class RulesLint
{
    private const int Found = 1;
    private const int Unreadable = 3;

    private static readonly Flag Offline = new("offline", null, "The rules are for another machine: ask nothing of the paths, mounts, programs and accounts of this one.");
    private static readonly Flag Part = new("part", null, "The files are a part of a set: do not miss what only a whole set needs, such as -D.");
    private static readonly Flag Arch = new("arch", "MACHINE", "The machine the rules are for, as uname -m calls it; this one if not given.");
    private static readonly Flag FailOn = new("fail-on", "SEVERITY", "End with 1 from this severity on: error, warning (default) or note.");

    internal static readonly Command Command = new()
    {
        Name = "rules lint",
        Summary = "tell everything that is wrong with rule files",
        Operands = "FILE…",
        Description =
            """
            Reads rule files and tells all findings, each as file:line:column severity CODE message — what would be right. A directory stands
            for the *.rules files in it. One file is looked at as auditctl -R loads it; several as augenrules merges them, in its order.
            No kernel is asked and nothing is changed.

            docs/rules-lint.md lists the codes.
            """,
        Flags = [Flags.Json, FailOn, Part, Offline, Arch],
        Examples =
        [
            ("auspex rules lint /etc/audit/rules.d", "What augenrules would load."),
            ("auspex rules lint --offline --fail-on error audit.rules", "In CI: ends with 1 when loading would fail."),
        ],
        ExitCodes =
        [
            (0, "nothing of that severity was found"), (1, "something was found"), (2, "the command line is wrong"), (3, "a file cannot be read"),
        ],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        var least = Severity(values.Get(FailOn.Name));
        if (!RuleOperands.TryRead(values.Operands, out var files, out var isMerged)) return Unreadable;
        var isOffline = values.Has(Offline.Name);
        var options = new LintOptions { IsMerged = isMerged, IsPart = values.Has(Part.Name), IsOffline = isOffline };
        var linter = new RuleLinter(Host(values.Get(Arch.Name)), isOffline ? null : new MachineFiles(), options);
        var findings = linter.Check(files);
        var output = new ByteBuffer();
        foreach (var finding in findings)
        {
            if (values.Has(Flags.Json.Name)) LintJson.AppendLine(finding, output);
            else output.Append(Encoding.UTF8.GetBytes(finding + "\n"));
        }

        using var stdout = StandardOutput.Open();
        stdout.Write(output.Written);
        return findings.Any(f => f.Severity >= least) ? Found : 0;
    }

    private static RuleSeverity Severity(string? name) => name switch
    {
        null or "warning" => RuleSeverity.Warning,
        "error" => RuleSeverity.Error,
        "note" => RuleSeverity.Note,
        _ => throw new UsageException($"--fail-on: '{name}' is none of error, warning, note"),
    };

    private static IRuleHost Host(string? machine)
    {
        var here = new MachineRuleHost(() => RuleAbilities.All);
        if (machine is null) return here;
        if (!Machines.TryParse(Encoding.UTF8.GetBytes(machine), out var there))
            throw new UsageException($"--arch: '{machine}' is no machine known here; x86_64 and aarch64 are");
        return new OtherMachineHost(here, there);
    }
}
