using System.Diagnostics;
using System.Text;
using Auspex.Linux.Users;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>Debian's aureport 3.0.9 against ours: the same bytes and exit codes, report by report, over the logs of ../shared.</summary>
public sealed class AureportOracleTests
{
    private static readonly string[] Reports =
    [
        "", "-a", "-au", "-c", "--comm", "-cr", "-e", "-f", "-h", "--integrity", "-k", "-l", "-m", "-ma", "-n", "-p", "-r", "-s", "-tm",
        "--tty", "-u", "--virt", "-x", "-t",
    ];

    private static readonly string[] Modifiers = ["", "--summary", "-i", "--summary -i", "--failed", "--success"];

    [Theory]
    [InlineData("normal.log")]
    [InlineData("out_of_order.log")]
    [InlineData("lost_messages.log")]
    [InlineData("rollover.log")]
    [InlineData("audit-rhel6.log")]
    [InlineData("audit-ubuntu14.log")]
    public void Every_report_is_the_same(string name)
    {
        var log = SharedData.PathOf("logs/" + name);
        foreach (var report in Reports)
        {
            foreach (var modifier in Modifiers)
            {
                string[] words = [.. $"{report} {modifier}".Split(' ', StringSplitOptions.RemoveEmptyEntries)];
                var (code, output) = RunOracle(log, words);
                var ours = AureportWorld.Run(static host => host with { MakeNames = static () => new UserNames() }, log, words);
                Assert.True(output == ours.Output && code == ours.ExitCode, $"aureport {string.Join(' ', words)} over {name}: {code}, {ours.ExitCode}\n{output}\n{ours.Output}");
            }
        }
    }

    private static (int Code, string Output) RunOracle(string log, string[] words)
    {
        var program = Path.Combine(DebianTools.Root, "sbin/aureport");
        Assert.SkipUnless(File.Exists(program), $"SKIPPED: no {program}; set AUSPEX_ORACLE to where Debian's auditd package is extracted.");
        var start = new ProcessStartInfo(program, ["-if", log, .. words])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.Latin1,
        };
        start.Environment["LD_LIBRARY_PATH"] = DebianTools.Libraries;
        start.Environment["TZ"] = "UTC";
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
