using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>What <c>auspex shadow</c> says to a log that it cannot compare with.</summary>
public sealed class ShadowLogTests
{
    [Theory]
    [InlineData("/no/such/log", "No such file or directory")]
    [InlineData("/tmp", "Is a directory")]
    public void A_log_that_is_none_is_no_log_without_differences(string path, string expected)
    {
        var result = AuspexTool.Run("shadow", "--log", path, "--for", "1");
        if (result.Errors.Contains("errno", StringComparison.Ordinal)) Assert.Skip(result.Errors);
        Assert.Equal((2, "", $"auspex: {path}: {expected}\n"), (result.ExitCode, result.Output, result.Errors));
    }
}
