using System.Text;
using Auspex.Reports;
using Auspex.Text;

namespace Auspex.Tests.Reports;

public sealed class ReportCsvTests
{
    private static readonly byte[] Log = Encoding.UTF8.GetBytes(
        "type=SYSCALL msg=audit(1700000000.100:7): arch=c000003e syscall=59 success=yes exit=0 pid=11 auid=0 uid=0 tty=pts0 ses=1 comm=\"x\" "
        + "exe=" + Convert.ToHexString(Encoding.UTF8.GetBytes("/x\u001B[31m\u007F\u009B\u202Eé\n,")) + " key=(null)\n");

    [Fact]
    public void What_a_terminal_would_obey_is_escaped()
    {
        var report = Reporting.Csv(Log, new ReportQuery { Kind = ReportKind.Executable });
        Assert.Contains("\"/x\\033[31m\\177\\302\\233\\342\\200\\256é\\012,\"", report, StringComparison.Ordinal);
        Assert.True(TerminalText.IsSafe(Encoding.UTF8.GetBytes(report.ReplaceLineEndings(""))));
    }

    [Fact]
    public void Raw_is_the_bytes_of_the_log() =>
        Assert.Contains(
            "\"/x\u001B[31m\u007F\u009B\u202Eé\n,\"", Reporting.Csv(Log, new ReportQuery { Kind = ReportKind.Executable, Escape = EscapeMode.Raw }), StringComparison.Ordinal);
}
