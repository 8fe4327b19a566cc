using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>audisp-remote with Debian's auditd as its collector, and with Debian's audisp-remote at the same spool file.</summary>
/// <remarks>Debian's auditd collects without being the kernel's auditor, but its pid file is one for the machine.</remarks>
[Collection(KernelCollection.Name)]
public sealed class RemoteDebianTests
{
    private const int SIGKILL = 9;

    [Fact]
    public void Nothing_is_lost_when_the_collector_is_killed_and_brought_back_twice()
    {
        const int records = 20_000;
        using var kernel = KernelLock.Acquire();
        using var place = new RemotePlace();
        var port = RemotePlace.FreePort();
        var collector = place.StartDebianCollector(port);
        try
        {
            using var plugin = new RemotePlugin(place.Configure(port, $"mode = forward\nqueue_depth = {records}\n"));
            for (var first = 1; first <= records; first += 1000)
            {
                plugin.Write(first, first + 999);
                Thread.Sleep(20);
                if (first is 5001 or 12_001)
                {
                    collector.Signal(SIGKILL);
                    collector.Dispose();
                }

                if (first is not (8001 or 15_001)) continue;
                Thread.Sleep(1500);
                collector = place.StartDebianCollector(port);
            }

            RemotePlugin.WaitUntil(() => place.Logged().Count >= records, "all records");
            Assert.Equal(0, plugin.End());
            kernel.AssertAsBefore();
            Assert.Equal(0, collector.EndByTerminate().ExitCode);
        }
        finally
        {
            collector.Dispose();
        }

        // One that was written and not answered for may be there twice in a row; order is kept.
        var logged = place.Logged();
        Assert.InRange(logged.Count, records, records + 2);
        Assert.Equal(Enumerable.Range(1, records), logged.Where((n, i) => i == 0 || logged[i - 1] != n));
    }

    [Fact]
    public void Under_our_daemon_it_sends_everything_up_to_the_last_record()
    {
        using var kernel = KernelLock.Acquire();
        using var place = new RemotePlace();
        var port = RemotePlace.FreePort();
        using var collector = place.StartDebianCollector(port);
        using var run = new DaemonRun("name_format = USER\nname = web1\n");
        var plugin = run.PathOf("plugins.d/au-remote.conf");
        File.WriteAllText(plugin, $"active = yes\npath = {AuspexProgram.Path}\nargs = audisp-remote -c {place.Configure(port)}\n");
        File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var daemon = run.Start();
        kernel.Control.SendUserMessage(1005, "op=hello"u8);
        RemotePlugin.WaitUntil(() => File.ReadAllText(place.Log).Contains("msg='op=hello", StringComparison.Ordinal), "a record at the collector");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        RemotePlugin.WaitUntil(() => File.ReadAllText(place.Log).Contains("node=web1 type=DAEMON_END", StringComparison.Ordinal), "the last record");
        Assert.Equal(0, collector.EndByTerminate().ExitCode);
    }

    [Fact]
    public void The_longest_record_is_taken()
    {
        using var kernel = KernelLock.Acquire();
        using var place = new RemotePlace();
        var port = RemotePlace.FreePort();
        using var collector = place.StartDebianCollector(port);
        using var plugin = new RemotePlugin(place.Configure(port));
        plugin.Write("type=USER_CMD " + new string('x', 20_000) + "\n");
        plugin.Write(1, 1);
        Assert.Equal(0, plugin.End());
        Assert.Equal(0, collector.EndByTerminate().ExitCode);
        Assert.Equal([1], place.Logged());
        Assert.Contains("type=USER_CMD " + new string('x', 8953 - 14) + "\n", File.ReadAllText(place.Log), StringComparison.Ordinal);
    }

    [Fact]
    public void Debian_and_we_take_over_from_each_other()
    {
        using var kernel = KernelLock.Acquire();
        using var place = new RemotePlace();
        var port = RemotePlace.FreePort();
        var wide = place.Configure(port, "mode = forward\nqueue_depth = 400\n", name: "wide.conf");
        var narrow = place.Configure(port, "mode = forward\nqueue_depth = 300\n", name: "narrow.conf");
        Assert.Equal(1, RunOurs(wide, 1, 100));
        Assert.Equal(1, RunDebian(wide, 101, 200));
        Assert.Equal(1, RunOurs(narrow, 201, 250)); // copied into a smaller file
        Assert.Equal((300 + 1) * 12288, new FileInfo(place.Spool).Length);
        Assert.Equal(1, RunDebian(wide, 251, 300));
        Assert.Equal(1, RunOurs(place.Configure(port, "mode = forward\nqueue_depth = 299\n"), 301, 301)); // they do not fit
        using var collector = place.StartDebianCollector(port);
        Assert.Equal(0, RunDebian(wide, 301, 310));
        Assert.Equal(0, RunOurs(wide, 311, 320));
        Assert.Equal(0, collector.EndByTerminate().ExitCode);
        Assert.Equal(Enumerable.Range(1, 320), place.Logged());

        int RunDebian(string config, int first, int last) =>
            place.RunDebianPlugin(config, string.Concat(Enumerable.Range(first, last - first + 1).Select(RemotePlugin.Line)));
    }

    private static int RunOurs(string config, int first, int last)
    {
        using var plugin = new RemotePlugin(config);
        try
        {
            plugin.Write(first, last);
        }
        catch (IOException)
        {
            // it has refused its queue
        }

        return plugin.End();
    }
}
