using System.Diagnostics;

namespace Auspex.SystemTests.Support;

/// <summary>The program under test: the native one, as it ships.</summary>
/// <remarks>
/// AUSPEX_PROGRAM names another one. Where build/auspex is missing it is built once. Where it is older than the sources, or cannot be
/// built, the managed build beside the tests is taken, and <see cref="Kind"/> says so.
/// </remarks>
internal static class AuspexProgram
{
    private static readonly Lazy<(string Path, string Kind)> Chosen = new(Choose);

    /// <summary>Its file.</summary>
    public static string Path => Chosen.Value.Path;

    /// <summary>Which of the programs it is, and why.</summary>
    public static string Kind => Chosen.Value.Kind;

    private static (string Path, string Kind) Choose()
    {
        if (Environment.GetEnvironmentVariable("AUSPEX_PROGRAM") is { Length: > 0 } named) return (named, "named by AUSPEX_PROGRAM");
        var native = Repository.PathOf("build", "auspex");
        var complaint = File.Exists(native) ? null : Build();
        if (complaint is null && File.GetLastWriteTimeUtc(native) < NewestSource()) complaint = "build/auspex is older than the sources";
        return complaint is null
            ? (PlainName.Of(native), "native")
            : (System.IO.Path.Combine(AppContext.BaseDirectory, "Auspex.Tool"), $"managed, because {complaint}");
    }

    private static DateTime NewestSource() =>
        Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Max(File.GetLastWriteTimeUtc);

    private static string? Build()
    {
        using var script = Process.Start(new ProcessStartInfo(Repository.PathOf("tools", "native.sh"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = script.StandardError.ReadToEndAsync();
        var text = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? null : $"tools/native.sh failed:\n{text}{errors.Result}";
    }
}
