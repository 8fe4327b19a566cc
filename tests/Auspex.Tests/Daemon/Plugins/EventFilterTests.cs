using System.Text;
using Auspex.Daemon.Plugins;
using Auspex.Tests.Interpretation;
using Auspex.Text;

namespace Auspex.Tests.Daemon.Plugins;

/// <summary>audisp-filter: its words, its file, and which events it lets through.</summary>
public sealed class EventFilterTests
{
    private static readonly string[] Log =
    [
        "type=SYSCALL msg=audit(1700000000.100:1): syscall=59 auid=1 comm=\"cron\"\u001dAUID=\"daemon\"",
        "type=CWD msg=audit(1700000000.100:1): cwd=\"/\"",
        "type=SYSCALL msg=audit(1700000000.200:2): syscall=59 auid=2 comm=\"ls\"",
        "type=PROCTITLE msg=audit(1700000000.100:1): proctitle=6C73",
        "type=CWD msg=audit(1700000000.200:2): cwd=\"/root\"",
        "junk",
        "type=PROCTITLE msg=audit(1700000000.200:2): proctitle=6C73",
        "type=USER_LOGIN msg=audit(1700000001.300:3): pid=1 uid=0",
    ];

    [Theory]
    [InlineData("cwd i= \"/root\"", false, "222")]
    [InlineData("auid i= bin", false, "222")]
    [InlineData("auid == 2", false, "222")]
    [InlineData("auid == 2", true, "1113")]
    [InlineData("# nothing\n\n  auid == 2\n  auid == 1\n", true, "3")]
    [InlineData("\\record_type == USER_LOGIN", false, "3")]
    [InlineData("\\record_type == USER_LOGIN", true, "111222")]
    [InlineData("", true, "")]
    [InlineData("", false, "")]
    public void Whole_events_are_let_through_or_dropped(string rules, bool dropsMatches, string serials)
    {
        Assert.Equal(serials, string.Concat(Run(rules, dropsMatches, Log).Select(static l => l[l.IndexOf(':', StringComparison.Ordinal) + 1])));
    }

    [Fact]
    public void Lines_are_let_through_without_what_was_appended()
    {
        Assert.Equal("type=SYSCALL msg=audit(1700000000.100:1): syscall=59 auid=1 comm=\"cron\"", Run("auid == 1", false, Log)[0]);
    }

    [Fact]
    public void What_never_ends_is_decided_when_there_is_no_more_room()
    {
        var output = new ByteBuffer();
        var filter = new EventFilter(dropsMatches: true, new FixedNames(), output);
        filter.Load(FilterRules.Parse("auid == 77"u8, out _));
        var pad = new string('x', 900);
        var lines = 0;
        var held = 0;
        for (var i = 0; i < 30_000; i++)
        {
            filter.Add(Encoding.ASCII.GetBytes($"type=CWD msg=audit(1700000000.100:{i}): cwd=\"{pad}\""));
            lines += output.Written.Count((byte)'\n');
            output.Clear();
            held = Math.Max(held, i + 1 - lines);
        }

        filter.Flush();
        lines += output.Written.Count((byte)'\n');
        Assert.Equal(30_000, lines);
        Assert.InRange(held, 1, EventFilter.MaxHeldBytes / pad.Length);
    }

    [Fact]
    public void A_file_with_a_wrong_expression_is_refused()
    {
        Assert.Single(FilterRules.Parse("auid == 1\nauid ==\n"u8, out var complaints));
        Assert.StartsWith("Invalid expression: auid == (", Assert.Single(complaints), StringComparison.Ordinal);
        _ = FilterRules.Parse(Encoding.ASCII.GetBytes(new string('a', 1024)), out complaints);
        Assert.Single(complaints);
    }

    [Fact]
    public void Words_say_what_is_done()
    {
        Assert.Null(FilterArguments.Parse(["allowlist", "/etc/x"], out var complaint));
        Assert.Equal("Not enough command line arguments", complaint);
        Assert.Null(FilterArguments.Parse(["list", "/etc/x", "/bin/cat"], out _));
        Assert.Null(FilterArguments.Parse(["--check", "/etc/x"], out _)!.Program);
        var found = FilterArguments.Parse(["blocklist", "/etc/x", "/bin/cat", "-u", "-"], out _)!;
        Assert.False(found.DropsMatches);
        Assert.Equal(["-u", "-"], found.ProgramArguments);
    }

    private static string[] Run(string rules, bool dropsMatches, string[] lines)
    {
        var output = new ByteBuffer();
        var filter = new EventFilter(dropsMatches, new FixedNames(), output);
        filter.Load(FilterRules.Parse(Encoding.UTF8.GetBytes(rules), out var complaints));
        Assert.Empty(complaints);
        foreach (var line in lines) filter.Add(Encoding.UTF8.GetBytes(line));
        filter.Flush();
        Assert.Equal(1, filter.Malformed);
        return Encoding.UTF8.GetString(output.Written).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
