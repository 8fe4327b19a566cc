using System.Globalization;
using Auspex.Health;
using Auspex.Linux.Native;

namespace Auspex.Linux.Health;

/// <summary>What /proc tells of a process. Source: proc(5).</summary>
internal static class ProcessReader
{
    private const int MaxArguments = 16;

    /// <summary>The process that is registered as the auditor.</summary>
    internal static AuditorFacts ReadAuditor(int pid)
    {
        if (pid == 0) return AuditorFacts.Nobody;
        var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
        var program = TextFile.LinkOf(directory + "/exe");
        var arguments = (TextFile.Read(directory + "/cmdline") ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var isSame = FileIdentity.TryGet(directory + "/exe", out var theirs) && FileIdentity.TryGet("/proc/self/exe", out var own) && own.IsSameFile(theirs);
        return new AuditorFacts(pid, program, [.. arguments.Take(MaxArguments)], isSame);
    }

    /// <summary>Its name; empty where it is gone.</summary>
    internal static string NameOf(int pid) => TextFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/comm"))?.Trim() ?? "";
}
