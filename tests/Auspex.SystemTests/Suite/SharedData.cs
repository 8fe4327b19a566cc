using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>Files of ../shared; a test that needs one says so where the folder is absent.</summary>
internal static class SharedData
{
    /// <summary>The log that the goldens were made from.</summary>
    public static string SyntheticLog => PathOf("golden/logs/synthetic.log");

    /// <summary>The path of a file below ../shared/data.</summary>
    public static string PathOf(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data", name));
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{path} is not there");
        return path;
    }

    /// <summary>What 4.2.2 printed, as Latin-1.</summary>
    public static string Golden(string name) => Encoding.Latin1.GetString(File.ReadAllBytes(PathOf("golden/4.2.2/" + name)));
}
