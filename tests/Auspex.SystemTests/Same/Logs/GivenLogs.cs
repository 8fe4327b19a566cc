using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same.Logs;

/// <summary>The logs of ../shared: from real machines of other distributions, and one made by hand with every kind of record.</summary>
internal static class GivenLogs
{
    /// <summary>All of them. Skips the test, saying so, where the folder is missing.</summary>
    public static IReadOnlyList<TestLog> All()
    {
        string[] folders = ["../shared/data/logs", "../shared/data/golden/logs"];
        var files = folders.Select(f => Path.GetFullPath(Repository.PathOf(f))).Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.log"));
        List<TestLog> logs = [.. files.Order(StringComparer.Ordinal).Select(f => TestLog.Of(Path.GetFileName(f), f))];
        if (logs.Count == 0) Assert.Skip("no logs in ../shared/data");
        return logs;
    }
}
