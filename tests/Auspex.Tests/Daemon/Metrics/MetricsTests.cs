using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Metrics;
using Auspex.Tables;

namespace Auspex.Tests.Daemon.Metrics;

/// <summary>What Prometheus reads. Source: its text format, version 0.0.4.</summary>
public sealed class MetricsTests
{
    [Fact]
    public void The_format_is_that_of_prometheus()
    {
        var text = new MetricsText().Add("a_total", "All of a.", true, 3)
            .Describe("b", "Some b.", false).Value("name", "x\"y\\z\nq\u0001", 0.25).Value("name", "other", 1e9).ToString();
        Assert.Equal(
            "# HELP a_total All of a.\n# TYPE a_total counter\na_total 3\n"
            + "# HELP b Some b.\n# TYPE b gauge\nb{name=\"x\\\"y\\\\z\\nq?\"} 0.25\nb{name=\"other\"} 1000000000\n",
            text);
    }

    [Fact]
    public void Events_are_counted_by_key()
    {
        var keys = new KeyCounts();
        Count(keys, "a=1 key=\"time-change\"");
        Count(keys, "a=1 key=\"time-change\"");
        Count(keys, "a=1 key=(null)");
        Count(keys, "a=1");
        Count(keys, "a=1 key=74696D6501636C6F636B"); // two keys
        Count(keys, "a=1 key=\"time-change\"", RecordType.Path);
        Assert.Equal([("clock", 1L), ("time", 1L), ("time-change", 2L)], keys.Read());
    }

    [Fact]
    public void Keys_are_bounded()
    {
        var keys = new KeyCounts();
        for (var i = 0; i < 2000; i++) Count(keys, $"a=1 key=\"k{i}\"");
        var all = keys.Read();
        Assert.InRange(all.Count, 1, KeyCounts.MaxKeys + 1);
        Assert.Equal(2000, all.Sum(static k => k.Count));
        Assert.Contains(all, static k => k.Key == "other");
    }

    private static void Count(KeyCounts keys, string body, RecordType type = RecordType.Syscall)
    {
        var line = Encoding.ASCII.GetBytes($"type=SYSCALL msg=audit(1.000:7): {body}\u001DARCH=x86_64 key=\"no\"");
        var start = "type=SYSCALL msg=".Length;
        keys.OnRecord(new DaemonRecord(type, RecordOrigin.Kernel, line, start, line.AsSpan().IndexOf((byte)0x1D) - start));
    }
}
