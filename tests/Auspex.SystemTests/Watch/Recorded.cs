using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>The recorded logs in testdata, whose stories stand beside them.</summary>
internal static class Recorded
{
    /// <summary>A shell and what it did: story.sh.</summary>
    public static string Story => PathOf("story.log");

    /// <summary>Accounting of the same time.</summary>
    public static string StoryAccounting => PathOf("story.pacct");

    /// <summary>What happens seldom: rare.txt.</summary>
    public static string Rare => PathOf("rare.log");

    /// <summary>A collector's log: web1, db1, and one whose name is not UTF-8; enriched but for the last.</summary>
    public static string Nodes => PathOf("nodes.log");

    /// <summary>A file of testdata.</summary>
    public static string PathOf(string name) => Repository.PathOf("tests", "Auspex.SystemTests", "Watch", "testdata", name);

    /// <summary>Fails unless the golden file <paramref name="name"/> holds <paramref name="actual"/>; AUSPEX_WRITE_GOLDEN=1 rewrites it.</summary>
    public static void CheckGolden(string name, string actual)
    {
        var path = PathOf(name);
        if (Environment.GetEnvironmentVariable("AUSPEX_WRITE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing; AUSPEX_WRITE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
