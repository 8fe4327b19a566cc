namespace Auspex.Tests.Interpretation;

/// <summary>
/// Files that lie outside the repository; tests that need them skip, saying so, where they are absent.
/// </summary>
internal static class Shared
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path under ../shared; skips the test when it does not exist.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, "../shared", relative));
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"SKIPPED: {path} is not here; it holds what to compare with.");
        return path;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Auspex.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no Auspex.slnx above the tests");
        }

        return folder;
    }
}
