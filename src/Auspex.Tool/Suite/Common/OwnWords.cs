namespace Auspex.Tool.Suite.Common;

/// <summary>The words by which this program becomes one of its tools, for a tool that starts itself anew.</summary>
internal static class OwnWords
{
    /// <summary>The name it was called by, the tool's where that is another, and <paramref name="words"/>.</summary>
    internal static string[] Of(string tool, string[] words)
    {
        var called = Environment.GetCommandLineArgs()[0];
        return Path.GetFileName(called) == tool ? [called, .. words] : [called, tool, .. words];
    }
}
