using System.Diagnostics;
using Auspex.Linux.Native;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same;

/// <summary>A maker's tools of the audit suite, as the shell finds them.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Path">Folders of programs.</param>
/// <param name="Libraries">Folders of libraries; empty for the system's.</param>
/// <param name="Tools">Those that are there.</param>
internal sealed record ToolSet(string Name, string Path, string Libraries, IReadOnlySet<string> Tools)
{
    /// <summary>Debian's, unpacked by tools/oracle.sh or named by AUSPEX_ORACLE. Skips the test where they are not.</summary>
    public static ToolSet Debian()
    {
        var root = DebianTools.Root;
        if (!File.Exists($"{root}/sbin/ausearch")) Assert.Skip($"Debian's tools are not in {root}: tools/oracle.sh fetches them");
        var tools = Directory.EnumerateFiles($"{root}/sbin").Concat(Directory.EnumerateFiles($"{root}/usr/bin"));
        return new ToolSet("Debian's", $"{root}/sbin:{root}/usr/bin", DebianTools.Libraries, tools.Select(t => System.IO.Path.GetFileName(t)!).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Ours: the native program by the names it answers to.</summary>
    /// <param name="folder">Where the links to it are made.</param>
    public static ToolSet Ours(TemporaryFolder folder)
    {
        if (AuspexProgram.Kind.StartsWith("managed", StringComparison.Ordinal)) Assert.Skip($"the suite starts programs by the thousand and needs the native one: {AuspexProgram.Kind}");
        var names = AuspexTool.Run("--names").Lines;
        foreach (var name in names) File.CreateSymbolicLink(folder.PathOf(name), AuspexProgram.Path);
        return new ToolSet("ours", folder.FullName, "", names.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What starts a program at the same addresses each time, where that is allowed: Debian's tools write some that were left in memory.</summary>
    private static readonly Lazy<string[]> SameAddresses = new(static () =>
    {
        if (!File.Exists("/usr/bin/setarch")) return [];
        using var tried = RunningProgram.Start("/usr/bin/setarch", ["-R", "/bin/true"]);
        return tried.WaitForEnd(10_000).ExitCode == 0 ? ["/usr/bin/setarch", "-R"] : [];
    });

    /// <summary>The locale of what is started: a folder that localedef has made, or none for C.</summary>
    public string? Locale { get; init; }

    /// <summary>Starts a script of the shell that finds these tools first.</summary>
    public Process Start(string script, bool hasOwnMounts)
    {
        string[] shell = [.. Libraries.Length > 0 ? SameAddresses.Value : [], .. hasOwnMounts ? (string[])["/usr/bin/unshare", "-m"] : [], "/bin/sh", script];
        var start = new ProcessStartInfo(shell[0], shell[1..]) { UseShellExecute = false };
        start.Environment.Clear();
        start.Environment["PATH"] = $"{Path}:/usr/bin:/bin:/usr/sbin:/sbin";
        start.Environment["TZ"] = "UTC";
        start.Environment["LC_ALL"] = System.IO.Path.GetFileName(Locale) ?? "C";
        if (Locale is not null) start.Environment["LOCPATH"] = System.IO.Path.GetDirectoryName(Locale);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        if (Libraries.Length > 0) start.Environment["LD_LIBRARY_PATH"] = Libraries;
        return Process.Start(start)!;
    }

    /// <summary>True for who may mount.</summary>
    public static bool IsRoot => Libc.geteuid() == 0;
}
