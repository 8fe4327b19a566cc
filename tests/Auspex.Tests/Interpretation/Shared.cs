using Auspex.Tests.Support;

namespace Auspex.Tests.Interpretation;

/// <summary>Other names of <see cref="TestFiles"/>' members, for tests that were written with them.</summary>
internal static class Shared
{
    /// <summary>The root of the repository.</summary>
    public static string Root => TestFiles.Root;

    /// <summary>A path under ../shared; skips the test when it does not exist.</summary>
    public static string Path(string relative) => TestFiles.Shared(relative);
}
