using Auspex.Linux.Watching;

namespace Auspex.Tests.Linux.Watching;

public sealed class SessionStateTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var state = new SessionState
        {
            BootId = "01234567",
            Pid = 12,
            StartTicks = 3456,
            Enabled = new ChangedWord(0, 1),
            BacklogLimit = new ChangedWord(64, 8192),
            Rules = true,
        };
        Assert.Equal(state, SessionState.Parse(state.Write()));
        var nothing = new SessionState { BootId = "01234567", Pid = 12, StartTicks = 3456 };
        Assert.Equal(nothing, SessionState.Parse(nothing.Write()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("boot=01234567\npid=1\n")]
    [InlineData("boot=01234567\npid=x\nstart=1\n")]
    [InlineData("boot=01234567\npid=-4\nstart=1\n")]
    [InlineData("boot=01234567\npid=0\nstart=1\n")]
    [InlineData("boot=01234567\npid=1\nstart=1\nenabled=0\n")]
    [InlineData("boot=01234567\npid=1\nstart=1\nbacklog_limit=64:8192:1\n")]
    public void A_broken_file_says_nothing(string text) => Assert.Null(SessionState.Parse(text));

    [Fact]
    public void Lines_of_other_names_are_ignored() =>
        Assert.NotNull(SessionState.Parse("# x\nboot=01234567\npid=1\nstart=1\ncolour=blue\nnoise\n"));
}
