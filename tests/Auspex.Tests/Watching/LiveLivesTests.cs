using System.Globalization;
using System.Text;
using Auspex.Linux.Loop;
using Auspex.Linux.Procfs;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Tests.Interpretation;
using Auspex.Tool.Watching;

namespace Auspex.Tests.Watching;

/// <summary>The clock is set while processes are watched: nothing may wait for a time that comes only in an hour.</summary>
public sealed class LiveLivesTests
{
    private const long Start = 1_795_000_000_000;

    private long wall = Start;
    private long steady = 77_000;
    private uint serial = 100;

    [Theory]
    [InlineData(0)]
    [InlineData(-3_600_000)]
    [InlineData(3_600_000)]
    public void A_clock_that_is_set_holds_up_no_line(int step)
    {
        var clock = new SteadyClock(() => wall, () => steady);
        var sink = new WatchSink(new WatchOptions { IsJson = true }, new FixedNames(), "00000000", clock);
        var lives = new LiveLives(sink, null, new ProcFs(), clock);
        PassTurns(lives, 5);
        Exec(lives, "before");
        PassTurns(lives, 1);
        wall += step;
        PassTurns(lives, 3);
        for (var i = 0; i < 3; i++)
        {
            Exec(lives, $"after{i}");
            PassTurns(lives, 20); // a second
        }

        PassTurns(lives, 20);
        var lines = Encoding.UTF8.GetString(sink.Output.Written).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var execs = lines.Where(l => l.Contains("\"event\":\"exec\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, execs.Count);
        Assert.Equal(["before", "after0", "after1", "after2"], execs.Select(l => l.Split("/opt/")[1].Split('"')[0]), StringComparer.Ordinal);
        var steps = lines.Where(l => l.Contains("\"event\":\"clock\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(step == 0 ? 0 : 1, steps.Count);
    }

    [Fact]
    public void A_step_is_told_in_words_too()
    {
        var clock = new SteadyClock(() => wall, () => steady);
        var sink = new WatchSink(new WatchOptions(), new FixedNames(), "00000000", clock);
        var lives = new LiveLives(sink, null, new ProcFs(), clock);
        PassTurns(lives, 2);
        wall -= 3_600_000;
        PassTurns(lives, 20);
        Assert.EndsWith(" CLOCK set back by 1h0m0s\n", Encoding.UTF8.GetString(sink.Output.Written), StringComparison.Ordinal);
    }

    private void PassTurns(LiveLives lives, int count)
    {
        for (var i = 0; i < count; i++)
        {
            wall += 50;
            steady += 50;
            var now = lives.Tick();
            lives.ReadDeaths();
            lives.Advance(now, hasAll: true);
        }
    }

    /// <summary>One event as the kernel sends it, stamped with the wall clock.</summary>
    private void Exec(LiveLives lives, string name)
    {
        serial++;
        var stamp = string.Create(CultureInfo.InvariantCulture, $"audit({wall / 1000}.{wall % 1000:000}:{serial}): ");
        var pid = 3_900_000 + serial; // above what the machine gives
        Push(lives, RecordType.Syscall, $"{stamp}arch=c000003e syscall=59 success=yes exit=0 a0=0 a1=0 a2=0 a3=0 items=1 ppid=1 pid={pid} auid=0 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=(none) ses=1 comm=\"x\" exe=\"/opt/{name}\" key=\"k\"");
        Push(lives, RecordType.Execve, $"{stamp}argc=1 a0=\"x\"");
        Push(lives, RecordType.Eoe, stamp);
    }

    private static void Push(LiveLives lives, RecordType type, string text) =>
        lives.Push(RecordReader.ParseKernel(type, Encoding.UTF8.GetBytes(text)));
}
