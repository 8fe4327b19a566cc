using Auspex.Search.Extraction;

namespace Auspex.Reports;

/// <summary>All reports, by kind. Source: spec 2.6.</summary>
internal static class ReportTable
{
    private static readonly ReportDefinition[] Rows =
    [
        new() { Kind = ReportKind.Totals, Title = "Summary Report", Rule = 22 },
        new()
        {
            Kind = ReportKind.Avc, Title = "AVC Report", Rule = 63, Headings = "comm subj syscall class permission obj result event",
            Cells =
            [
                new(ReportColumn.Command, IsEscaped: true), new(ReportColumn.Subject), new(ReportColumn.Syscall), new(ReportColumn.Class),
                new(ReportColumn.Permission), new(ReportColumn.Object), new(ReportColumn.Result), new(ReportColumn.Serial),
            ],
            SummaryTitle = "Avc Object", SummaryRule = 33, SummaryHeading = "obj", Counted = AvcObject.Needed,
        },
        new()
        {
            Kind = ReportKind.Config, Title = "Config Change Report", Rule = 35, Headings = "type auid success event",
            Cells = [new(ReportColumn.Type), new(ReportColumn.Auid), new(ReportColumn.Success), new(ReportColumn.Serial)],
            SummaryTitle = "Config Change", SummaryRule = 28, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.Auth, Title = "Authentication Report", Rule = 44, Headings = "acct host term exe success event",
            Cells =
            [
                new(ReportColumn.AccountOrUser, IsEscaped: true), new(ReportColumn.Host, IsNullable: true),
                new(ReportColumn.Terminal, IsNullable: true), new(ReportColumn.Executable, IsNullable: true), new(ReportColumn.Success),
                new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Success,
            SummaryTitle = "Authentication", SummaryRule = 29, SummaryHeading = "acct", IsSummaryEscaped = true, Counted = FactSet.Account,
        },
        new()
        {
            Kind = ReportKind.Login, Title = "Login Report", Rule = 44, Headings = "auid host term exe success event",
            Cells =
            [
                new(ReportColumn.LoginName, IsEscaped: true), new(ReportColumn.Host, IsNullable: true),
                new(ReportColumn.Terminal, IsNullable: true), new(ReportColumn.Executable, IsNullable: true), new(ReportColumn.Success),
                new(ReportColumn.Serial),
            ],
            SummaryTitle = "Login", SummaryRule = 28, SummaryHeading = "auid", IsSummaryEscaped = true,
            Counted = FactSet.Auid | FactSet.Account,
        },
        new()
        {
            Kind = ReportKind.Mods, Title = "Account Modifications Report", Rule = 49, Headings = "auid addr term exe acct success event",
            Cells =
            [
                new(ReportColumn.Auid, IsEscaped: true), new(ReportColumn.Host), new(ReportColumn.Terminal), new(ReportColumn.Executable),
                new(ReportColumn.Account), new(ReportColumn.Success), new(ReportColumn.Serial),
            ],
            SummaryTitle = "Acct Modification", SummaryRule = 32, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.Event, Title = "Event Report", Rule = 35, Headings = "event type auid success",
            Cells = [new(ReportColumn.Serial), new(ReportColumn.Type), new(ReportColumn.Auid, IsEscaped: true), new(ReportColumn.Success)],
            SummaryTitle = "Event", SummaryRule = 22, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.File, Title = "File Report", Rule = 47, Headings = "file syscall success exe auid event",
            Cells =
            [
                new(ReportColumn.File, IsEscaped: true), new(ReportColumn.Syscall), new(ReportColumn.Success),
                new(ReportColumn.Executable, IsEscaped: true), new(ReportColumn.Auid), new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Files,
            SummaryTitle = "File", SummaryRule = 27, SummaryHeading = "file", IsSummaryEscaped = true, Counted = FactSet.Files,
        },
        new()
        {
            Kind = ReportKind.Host, Title = "Host Report", Rule = 35, Headings = "host syscall auid event",
            Cells = [new(ReportColumn.Host), new(ReportColumn.Syscall), new(ReportColumn.Auid), new(ReportColumn.Serial)],
            SelectedBy = FactSet.Host,
            SummaryTitle = "Host", SummaryRule = 27, SummaryHeading = "host", Counted = FactSet.Host,
        },
        new()
        {
            Kind = ReportKind.Pid, Title = "Process ID Report", Rule = 38, Headings = "pid exe syscall auid event",
            Cells =
            [
                new(ReportColumn.Pid), new(ReportColumn.Executable, IsEscaped: true), new(ReportColumn.Syscall), new(ReportColumn.Auid),
                new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Pid,
            SummaryTitle = "Pid", SummaryRule = 26, SummaryHeading = "pid", Counted = FactSet.Pid,
        },
        new()
        {
            Kind = ReportKind.Syscall, Title = "Syscall Report", Rule = 39, Headings = "syscall pid comm auid event",
            Cells =
            [
                new(ReportColumn.Syscall), new(ReportColumn.Pid), new(ReportColumn.Command, IsEscaped: true), new(ReportColumn.Auid),
                new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Syscall,
            SummaryTitle = "Syscall", SummaryRule = 26, SummaryHeading = "syscall", Counted = FactSet.Syscall,
        },
        new()
        {
            Kind = ReportKind.Terminal, Title = "Terminal Report", Rule = 36, Headings = "term host exe auid event",
            Cells =
            [
                new(ReportColumn.Terminal), new(ReportColumn.Host, IsNullable: true),
                new(ReportColumn.Executable, IsEscaped: true, IsNullable: true), new(ReportColumn.Auid), new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Terminal,
            SummaryTitle = "Terminal", SummaryRule = 31, SummaryHeading = "terminal", Counted = FactSet.Terminal,
        },
        new()
        {
            Kind = ReportKind.User, Title = "User ID Report", Rule = 36, Headings = "auid term host exe event",
            Cells =
            [
                new(ReportColumn.Auid), new(ReportColumn.Terminal), new(ReportColumn.Host), new(ReportColumn.Executable, IsEscaped: true),
                new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Uid,
            SummaryTitle = "User", SummaryRule = 27, SummaryHeading = "auid", Counted = FactSet.Auid,
        },
        new()
        {
            Kind = ReportKind.Executable, Title = "Executable Report", Rule = 36, Headings = "exe term host auid event",
            Cells =
            [
                new(ReportColumn.Executable, IsEscaped: true), new(ReportColumn.Terminal), new(ReportColumn.Host), new(ReportColumn.Auid),
                new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Exe,
            SummaryTitle = "Executable", SummaryRule = 33, SummaryHeading = "file", IsSummaryEscaped = true, Counted = FactSet.Exe,
        },
        new()
        {
            Kind = ReportKind.Command, Title = "Command Report", Rule = 36, LowerRule = 37, Headings = "comm term host auid event",
            Cells =
            [
                new(ReportColumn.Command, IsEscaped: true), new(ReportColumn.Terminal), new(ReportColumn.Host), new(ReportColumn.Auid),
                new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Comm,
            SummaryTitle = "Command", SummaryRule = 33, SummaryHeading = "command", IsSummaryEscaped = true, Counted = FactSet.Comm,
        },
        new()
        {
            Kind = ReportKind.Anomaly, Title = "Anomaly Report", Rule = 41, Headings = "type exe term host auid event",
            Cells =
            [
                new(ReportColumn.Type), new(ReportColumn.ExecutableOrCommand, IsEscaped: true), new(ReportColumn.Terminal),
                new(ReportColumn.Host), new(ReportColumn.Auid), new(ReportColumn.Serial),
            ],
            SummaryTitle = "Anomaly", SummaryRule = 22, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.Response, Title = "Response to Anomaly Report", Rule = 30, Headings = "type success event",
            Cells = [new(ReportColumn.Type), new(ReportColumn.Success), new(ReportColumn.Serial)],
            SummaryTitle = "Anomaly Response", SummaryRule = 31, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.Mac, Title = "MAC Report", Rule = 35, Headings = "auid type success event",
            Cells = [new(ReportColumn.Auid), new(ReportColumn.Type), new(ReportColumn.Success), new(ReportColumn.Serial)],
            SummaryTitle = "MAC", SummaryRule = 18, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.Integrity, Title = "Integrity Report", Rule = 30, Headings = "type success event",
            Cells = [new(ReportColumn.Type), new(ReportColumn.Success), new(ReportColumn.Serial)],
            SummaryTitle = "Integrity", SummaryRule = 24, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.Virt, Title = "Virtualization Report", Rule = 30, Headings = "type success event",
            Cells = [new(ReportColumn.Type), new(ReportColumn.Success), new(ReportColumn.Serial)],
            SummaryTitle = "Virtualization", SummaryRule = 29, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.Crypto, Title = "Crypto Report", Rule = 35, Headings = "auid type success event",
            Cells =
            [
                new(ReportColumn.Auid, IsEscaped: true), new(ReportColumn.Type), new(ReportColumn.Success), new(ReportColumn.Serial),
            ],
            SummaryTitle = "Crypto", SummaryRule = 21, SummaryHeading = "type",
        },
        new()
        {
            Kind = ReportKind.Key, Title = "Key Report", Rule = 47, Headings = "key success exe auid event",
            Cells =
            [
                new(ReportColumn.Key), new(ReportColumn.Success), new(ReportColumn.Executable, IsEscaped: true), new(ReportColumn.Auid),
                new(ReportColumn.Serial),
            ],
            SelectedBy = FactSet.Keys,
            SummaryTitle = "Key", SummaryRule = 27, SummaryHeading = "key", IsSummaryEscaped = true, Counted = FactSet.Keys,
        },
        new()
        {
            Kind = ReportKind.Tty, Title = "TTY Report", Rule = 47, Headings = "event auid term sess comm data",
            Cells =
            [
                new(ReportColumn.Serial), new(ReportColumn.Auid), new(ReportColumn.Terminal), new(ReportColumn.Session),
                new(ReportColumn.Command, IsEscaped: true), new(ReportColumn.Data),
            ],
        },
        new() { Kind = ReportKind.LogRange, Title = "Log Time Range Report", Rule = 21 },
    ];

    /// <summary>All reports, in the order of <see cref="ReportKind"/>.</summary>
    public static IReadOnlyList<ReportDefinition> All => Rows;

    /// <summary>The report of a kind.</summary>
    public static ReportDefinition Of(ReportKind kind) => Rows[(int)kind];
}
