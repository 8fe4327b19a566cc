namespace Auspex.Tests.Support;

/// <summary>Where the files lie that tests read: in the repository, and beside it in ../shared.</summary>
internal static class TestFiles
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path in tests/Auspex.Tests/testdata.</summary>
    public static string Data(string relative) => Path.Combine(Root, "tests/Auspex.Tests/testdata", relative);

    /// <summary>A path in ../shared; skips the test, saying so, where it is not there.</summary>
    public static string Shared(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "../shared", relative));
        Assert.SkipUnless(Path.Exists(path), $"SKIPPED: {path} is not here; it holds what to compare with.");
        return path;
    }

    /// <summary>The logs of ../shared, made by real machines and by hand; none where the folder is absent.</summary>
    public static IReadOnlyList<string> SharedLogs()
    {
        string[] folders = ["../shared/data/logs", "../shared/data/golden/logs"];
        return [.. folders.Select(f => Path.GetFullPath(Path.Combine(Root, f))).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.log")).Order(StringComparer.Ordinal)];
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Auspex.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no Auspex.slnx above the tests");
        }

        return folder;
    }
}
