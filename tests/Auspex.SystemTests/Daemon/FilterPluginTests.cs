using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>audisp-filter, started as the daemon starts it.</summary>
public sealed class FilterPluginTests
{
    private const int Hangup = 1;
    private const int Terminate = 15;

    private static string Event(int serial, int auid) =>
        $"type=SYSCALL msg=audit(1700000000.100:{serial}): syscall=59 auid={auid}\u001dAUID=\"x\"\ntype=CWD msg=audit(1700000000.100:{serial}): cwd=\"/\"\ntype=PROCTITLE msg=audit(1700000000.100:{serial}): proctitle=6C73\ntype=EOE msg=audit(1700000000.100:{serial}): \n";

    private static string Forwarded(int serial, int auid) =>
        $"type=SYSCALL msg=audit(1700000000.100:{serial}): syscall=59 auid={auid}\ntype=CWD msg=audit(1700000000.100:{serial}): cwd=\"/\"\ntype=PROCTITLE msg=audit(1700000000.100:{serial}): proctitle=6C73\n";

    [Fact]
    public void Events_are_filtered_the_file_is_read_again_and_the_program_hears_it()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("filter.conf", "# what is kept out\n auid == 1\n");
        var program = folder.Write("child.sh", $"#!/bin/bash\ntrap 'echo hup >> {folder.PathOf("hup")}' HUP\nenv > {folder.PathOf("env")}\nwhile read -r line; do printf '%s\\n' \"$line\" >> {folder.PathOf("out")}; done\necho \"$@\" >> {folder.PathOf("out")}\n");
        File.SetUnixFileMode(program, (UnixFileMode)0x1E8);
        using var run = PluginRun.Start("audisp-filter", "allowlist", config, program, "one", "two");
        run.Write(Event(1, 1) + Event(2, 2));
        run.WaitUntil(() => Text(folder).EndsWith("proctitle=6C73\n", StringComparison.Ordinal), "an event");
        Assert.Equal(Forwarded(2, 2), Text(folder));

        File.WriteAllText(config, "auid ==\n");
        run.Signal(Hangup);
        run.WaitUntil(() => run.Texts.Any(static t => t.Contains("The rules were not reloaded because of a syntax error", StringComparison.Ordinal)), "the refusal");
        Assert.Contains(run.Texts, static t => t.Contains("Invalid expression: auid == (", StringComparison.Ordinal));
        File.WriteAllText(config, "auid == 2\n");
        run.Signal(Hangup);
        run.WaitUntil(() => run.Texts.Any(static t => t.Contains("Successfully reloaded rules", StringComparison.Ordinal)), "the reload");
        run.Write(Event(3, 1) + Event(4, 2) + "type=LOGIN msg=audit(1700000000.200:5): auid=7\n");
        run.WaitUntil(() => Text(folder).Contains(":3): proctitle", StringComparison.Ordinal), "another event");
        run.EndInput();
        Assert.Equal(0, run.WaitForEnd());
        Assert.Equal(Forwarded(2, 2) + Forwarded(3, 1) + "type=LOGIN msg=audit(1700000000.200:5): auid=7\none two\n", Text(folder));
        Assert.True(File.Exists(folder.PathOf("hup")));
        Assert.DoesNotContain("DOTNET", File.ReadAllText(folder.PathOf("env")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_without_an_end_is_decided_after_silence()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("filter.conf", "auid == 2\n");
        using var run = PluginRun.Start("audisp-filter", "blocklist", config, "/bin/sh", "-c", $"exec cat > {folder.PathOf("out")}");
        run.Write("type=SYSCALL msg=audit(1700000000.100:1): syscall=59 auid=2\n");
        run.WaitUntil(() => Text(folder).Length > 0, "the event");
        run.Signal(Terminate);
        Assert.Equal(0, run.WaitForEnd());
    }

    [Fact]
    public void It_ends_with_the_program()
    {
        using var folder = new TemporaryFolder();
        using var run = PluginRun.Start("audisp-filter", "blocklist", folder.Write("filter.conf", "auid == 2\n"), "/bin/sh", "-c", "exit 3");
        Assert.Equal(1, run.WaitForEnd());
    }

    [Fact]
    public void A_program_that_takes_nothing_can_still_be_ended()
    {
        using var folder = new TemporaryFolder();
        using var run = PluginRun.Start("audisp-filter", "allowlist", folder.Write("filter.conf", "auid == 2\n"), "/bin/sleep", "100");
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(static i => Event(i, 1))));
        run.Write(text);
        Thread.Sleep(500);
        run.Signal(Terminate);
        Assert.Equal(0, run.WaitForEnd());
    }

    [Fact]
    public void Without_expressions_nothing_is_forwarded_and_that_is_told()
    {
        using var folder = new TemporaryFolder();
        using var run = PluginRun.Start("audisp-filter", "allowlist", folder.Write("filter.conf", "# none\n"), "/bin/sh", "-c", $"exec cat > {folder.PathOf("out")}");
        run.Write(string.Concat(Enumerable.Range(0, 50).Select(static i => Event(i, 1))));
        run.EndInput();
        Assert.Equal(0, run.WaitForEnd());
        Assert.Equal("", Text(folder));
        Assert.Equal(5, run.Texts.Count(static t => t.Contains("The ausearch_next_event returned -1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("auid == 1\n", 0)]
    [InlineData("auid = 1\n", 1)]
    public void A_file_is_checked(string text, int code)
    {
        using var folder = new TemporaryFolder();
        using var run = PluginRun.Start("audisp-filter", "--check", folder.Write("filter.conf", text));
        Assert.Equal(code, run.WaitForEnd());
        Assert.Equal(code, run.Texts.Length);
    }

    [Fact]
    public void A_file_that_others_may_write_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("filter.conf", "auid == 1\n");
        File.SetUnixFileMode(path, (UnixFileMode)0x1B6);
        using var run = PluginRun.Start("audisp-filter", "--check", path);
        Assert.Equal(1, run.WaitForEnd());
        Assert.Contains("is world writable", Assert.Single(run.Texts), StringComparison.Ordinal);
        using var few = PluginRun.Start("audisp-filter", "allowlist", path);
        Assert.Equal(1, few.WaitForEnd());
        Assert.Contains("Not enough command line arguments", Assert.Single(few.Texts), StringComparison.Ordinal);
    }

    private static string Text(TemporaryFolder folder) => File.Exists(folder.PathOf("out")) ? File.ReadAllText(folder.PathOf("out")) : "";
}
