using Auspex.Archive;

namespace Auspex.Tests.Archive;

public sealed class LogConfigTests
{
    [Fact]
    public void Keys_are_read_in_any_case_and_the_last_one_wins()
    {
        var config = LogConfig.Parse("# a comment\nLOG_FILE = /a\n\nlog_file = /b\nEnd_of_Event_Timeout  =  9\nnum_logs = 5\n", "F");
        Assert.Equal(("/b", 9, true), (config.LogFile, config.TimeoutSeconds, config.IsLoaded));
        Assert.Empty(config.Messages);
    }

    [Theory]
    [InlineData("log_file =", "Wrong number of arguments for line 2 in F")]
    [InlineData("log_file = /a b c", "Wrong number of arguments for line 2 in F")]
    [InlineData("log_file : /a", "Missing equal sign for line 2 in F")]
    [InlineData("log_file = a", "Value a should be an absolute path - line 2")]
    [InlineData("end_of_event_timeout = 2s", "Value 2s should only be numbers - line 2")]
    [InlineData("end_of_event_timeout = -2", "Value -2 should only be numbers - line 2")]
    [InlineData("end_of_event_timeout = 99999999999", "Error - converted number (99999999999) is too large - line 2")]
    public void An_error_means_the_built_in_values(string line, string message)
    {
        var config = LogConfig.Parse($"log_file = /a\n{line}\n", "F");
        Assert.Equal((LogConfig.DefaultLogFile, 2, false), (config.LogFile, config.TimeoutSeconds, config.IsLoaded));
        Assert.Equal([message], config.Messages);
    }

    [Fact]
    public void A_line_that_is_too_long_is_passed_over_and_told()
    {
        var config = LogConfig.Parse($"log_file = /{new string('a', 600)}\nlog_file = /b", "F");
        Assert.Equal("/b", config.LogFile);
        Assert.Equal(["Skipping line 1 in F: too long"], config.Messages);
        Assert.True(config.IsLoaded);
    }

    [Fact]
    public void A_missing_file_is_no_error()
    {
        var config = LogConfig.Load(new FakeLogFiles(), "/none");
        Assert.True(config.IsLoaded);
        Assert.Equal(["Config file /none doesn't exist, skipping"], config.Messages);
    }
}
