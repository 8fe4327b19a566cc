using System.Text;
using Auspex.Daemon.Configuration;

namespace Auspex.Tests.Daemon.Configuration;

/// <summary>A file with very many findings is read to its end, and told in few.</summary>
public sealed class FindingFoldTests
{
    [Fact]
    public void What_stands_behind_a_hundred_warnings_counts()
    {
        var result = Read(string.Concat(Enumerable.Repeat("disp_qos = lossy\n", 100)) + "log_format = RAW\nnum_logs = 7\n");
        Assert.NotNull(result.Value);
        Assert.Equal((false, 7), (result.Value.IsEnriched, result.Value.LogCount));
        Assert.Equal(FindingFold.MaxOfKind, result.Diagnostics.Count);
        Assert.EndsWith("(and 97 more like it, to line 100)", result.Diagnostics[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_behind_a_hundred_warnings_is_told_and_refuses_the_file()
    {
        var result = Read(string.Concat(Enumerable.Repeat("disp_qos = lossy\n", 150)) + "no_such_key = 1\n");
        Assert.Null(result.Value);
        Assert.Contains("no_such_key", Assert.Single(result.Diagnostics, d => d.IsError).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_very_many_kinds_are_counted_and_still_refuse_the_file()
    {
        var result = Read(string.Concat(Enumerable.Range(0, 5000).Select(i => $"no_{new string((char)('a' + (i % 26)), 1 + (i / 26))} = 1\n")));
        Assert.Null(result.Value);
        Assert.Equal(FindingFold.MaxKinds + 1, result.Diagnostics.Count);
        Assert.Equal($"{5000 - FindingFold.MaxKinds} more findings are not told", result.Diagnostics[^1].Message);
        Assert.True(result.Diagnostics[^1].IsError);
    }

    private static ConfigResult<DaemonConfig> Read(string text) =>
        DaemonConfigReader.Read(Encoding.UTF8.GetBytes(text + "space_left = 75\nadmin_space_left = 50\n"), "F", new FixedConfigHost());
}
