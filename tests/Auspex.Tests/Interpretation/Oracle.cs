using System.Diagnostics;
using Auspex.Tests.Support;

namespace Auspex.Tests.Interpretation;

/// <summary>
/// Debian's audit tools 3.0.9, extracted somewhere: $AUSPEX_ORACLE, or build/oracle/root. Tests skip without them.
/// </summary>
internal static class Oracle
{
    /// <summary>Runs ausearch with nothing on stdin, in UTC and the C locale, and returns what it prints.</summary>
    public static byte[] Ausearch(params string[] arguments)
    {
        var root = Environment.GetEnvironmentVariable("AUSPEX_ORACLE") ?? Path.Combine(TestFiles.Root, "build/oracle/root");
        var program = Path.Combine(root, "sbin/ausearch");
        Assert.SkipUnless(File.Exists(program), $"SKIPPED: no {program}; set AUSPEX_ORACLE to where Debian's auditd package is extracted.");
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["LD_LIBRARY_PATH"] = $"{root}/lib/x86_64-linux-gnu:{root}/usr/lib/x86_64-linux-gnu";
        start.Environment["TZ"] = "UTC";
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return output.ToArray();
    }
}
