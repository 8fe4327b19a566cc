using System.Text;
using System.Text.Json;
using Auspex.Tests.Interpretation;
using Auspex.Tool.Suite.Aulastlog;
using static Auspex.Tests.Suite.LoginWorld;

namespace Auspex.Tests.Suite.Aulastlog;

public sealed class AulastlogToolTests
{
    private const string Header = "Username         Port         From                       Latest\n";

    [Fact]
    public void Prints_what_aulastlog_4_2_2_printed()
    {
        var log = File.ReadAllText(Shared.Path("data/golden/logs/synthetic.log"));
        var compared = 0;
        foreach (var line in File.ReadLines(Shared.Path("data/golden/aulastlog-4.2.2.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var expected = root.GetProperty("stdout").GetString()!;
            var words = root.GetProperty("args").EnumerateArray().Select(a => a.GetString()!).ToArray();
            var world = new LoginWorld(log);
            var code = AulastlogTool.Run(words, world.Host, () => UsersOf(expected));
            Assert.Equal((root.GetProperty("rc").GetInt32(), expected), (code, world.Output));
            Assert.Equal(root.GetProperty("stderr").GetString(), world.Errors);
            compared++;
        }

        Assert.Equal(9, compared);
    }

    [Fact] // docs/differences.md, adjacent-logins
    public void Of_logins_without_anything_between_them_the_last_counts() =>
        Assert.Equal(
            Header + "daemon           tty1         second                     11/14/23 23:13:20\n",
            List(UserLogin(T, 1, 5, 1, 3, "id=1") + UserLogin(T + 3600, 2, 5, 1, 3, "id=1", "second", "tty1")));

    [Fact]
    public void The_latest_counts_wherever_it_stands() =>
        Assert.Equal(
            Header + "daemon           tty1         later                      11/14/23 23:13:20\n",
            List(UserLogin(T + 3600, 2, 5, 1, 3, "id=1", "later", "tty1") + UserLogin(T, 1, 5, 1, 3, "id=1")));

    [Theory]
    [InlineData("res=success", "res=failed")]
    [InlineData("auid=1 ", "auid=4294967295 ")]
    [InlineData("auid=1 ", "")]
    [InlineData("auid=1 ", "auid=x ")]
    public void Other_logins_do_not_count(string part, string other) =>
        Assert.Equal(
            Header + "daemon                                                   **Never logged in**\n",
            List(UserLogin(T, 1, 5, 1, 3, "id=1").Replace(part, other, StringComparison.Ordinal)));

    [Fact]
    public void Columns_are_cut_and_bytes_that_are_no_text_shown_harmless() =>
        Assert.Equal(
            Header + "daemon           /dev/a-very- \\033[2J-very-long-host-nam 11/14/23 22:13:20\n",
            List(UserLogin(T, 1, 5, 1, 3, "id=1", "\u001b[2J-very-long-host-name.example.org", "/dev/a-very-long-terminal")));

    [Fact]
    public void All_users_are_listed_in_the_order_of_the_machine()
    {
        var world = new LoginWorld(UserLogin(T, 1, 5, 1, 3, "id=1"));
        Assert.Equal(0, AulastlogTool.Run(["--stdin"], world.Host, static () => [(Name("root"), 0), (Name("daemon"), 1), (Name("also"), 1)]));
        Assert.Equal(
            Header + "root                                                     **Never logged in**\ndaemon           /dev/pts/0   10.0.0.5                   11/14/23 22:13:20\n"
            + "also             /dev/pts/0   10.0.0.5                   11/14/23 22:13:20\n",
            world.Output);
    }

    [Fact]
    public void Without_a_log_there_is_no_list()
    {
        var world = new LoginWorld("");
        Assert.Equal(1, AulastlogTool.Run([], world.Host, static () => [(Name("daemon"), 1)]));
        Assert.Equal(("", "No log file\nError - No such file or directory\n"), (world.Output, world.Errors));
    }

    private static string List(string log)
    {
        var world = new LoginWorld(log);
        Assert.Equal(0, AulastlogTool.Run(["--stdin", "-u", "daemon"], world.Host, static () => [(Name("root"), 0), (Name("daemon"), 1)]));
        Assert.Equal("", world.Errors);
        return world.Output;
    }

    /// <summary>The users that a golden listing names, with numbers of their own: none of them logged in.</summary>
    private static List<(byte[] Name, uint Uid)> UsersOf(string listing)
    {
        var users = listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select((line, i) => (Name(line.Split(' ')[0]), (uint)(90_000 + i))).ToList();
        return users;
    }

    private static byte[] Name(string text) => Encoding.UTF8.GetBytes(text);
}
