using Auspex.SystemTests.Kernel;

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
