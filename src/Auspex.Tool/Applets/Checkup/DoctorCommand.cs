using Auspex.Health;
using Auspex.Linux.Health;
using Auspex.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Applets.Checkup;

/// <summary><c>auspex doctor</c>: checks a host and says what to do.</summary>
internal static class DoctorCommand
{
    private const string DefaultDirectory = "/etc/audit";

    private static readonly Flag Json = new("json", null, "Write one JSON object.", 'j');
    private static readonly Flag Config = new("config", "DIR", "The directory of auditd.conf and rules.d; /etc/audit unless told.", 'c');
    private static readonly Flag Quiet = new("quiet", null, "Leave out what is as it should be.", 'q');

    internal static readonly Command Command = new()
    {
        Name = "doctor",
        Summary = "check whether this host audits as it should, and say what to do",
        Description =
            """
            Looks at the kernel (how it was built and booted, its audit status, who the auditor is and who listens beside it), at rules that
            are loaded and wanted, at auditd.conf and plugins.d, at who may read and change all that, at the logs: their space, how far back
            they reach and when the disk is full, what is missing from their last part; at the clock, SELinux or AppArmor, login uids and
            process accounting.

            Each finding is ok, note, warning or error, and says what is, why it matters and what to do, with a command line where there is
            one. Nothing is changed. Run it as root: without, the kernel does not answer, and most files cannot be read.

            The names in brackets, such as audit.backlog_limit, stay the same in later versions.
            """,
        Flags = [Json, Config, Quiet],
        Examples =
        [
            ("sudo auspex doctor", "Everything, with what to do."),
            ("sudo auspex doctor -q || alert", "In monitoring: says nothing while all is well."),
        ],
        ExitCodes = [(0, "nothing worse than a note was found"), (1, "there are warnings"), (2, "there are errors, or the command line is wrong")],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        if (values.Operands.Count > 0) throw new UsageException($"doctor takes no operand; '{values.Operands[0]}' was given");
        var directory = Path.GetFullPath(values.Get(Config.Name) ?? DefaultDirectory);
        var rules = new RuleFactsReader(Path.Combine(directory, "rules.d"));
        var findings = HealthChecks.Run(HostReader.Read(directory, rules.Read));
        var output = new ByteBuffer();
        var report = new FindingReport(output);
        if (values.Has(Json.Name)) report.AppendJson(findings, values.Has(Quiet.Name));
        else report.AppendText(findings, values.Has(Quiet.Name));
        using var stdout = StandardOutput.Open();
        stdout.Write(output.Written);
        return HealthChecks.Worst(findings) switch { HealthLevel.Error => 2, HealthLevel.Warning => 1, _ => 0 };
    }
}
