using System.Diagnostics;
using System.Text;
using Auspex.Accounting;
using Auspex.Linux.Accounting;
using Auspex.Linux.Loop;
using Auspex.Linux.Native;

namespace Auspex.SystemTests.Kernel;

[Collection(KernelCollection.Name)]
public sealed class ProcessAccountingTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("auspex-acct-").FullName;

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void A_death_is_noted_with_how_it_came()
    {
        using var kernel = KernelLock.Acquire();
        using (var accounting = Start())
        {
            Assert.Equal(AccountingMode.Own, accounting.Mode);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(accounting.Path));
            var before = Clock.RealtimeMilliseconds / 1000;
            File.Copy("/bin/sleep", Path.Combine(path, "auspex-nap")); // a name that no one else on the machine uses
            ReceiverTests.Shell($"/bin/sh -c 'exit 107'; /bin/sh -c 'kill -9 $$'; {path}/auspex-nap 0.25");
            var records = ReadAll(accounting);
            Assert.Contains(records, r => r is { ExitCode: 107, Signal: 0 } && r.Comm.SequenceEqual("sh"u8));
            Assert.Contains(records, r => r.Signal == 9 && (r.Flags & AcctFlags.Signalled) != 0);
            var sleep = Assert.Single(records, r => r.Comm.SequenceEqual("auspex-nap"u8));
            Assert.InRange(sleep.Elapsed.TotalSeconds, 0.24, 0.6);
            Assert.InRange(sleep.BeginSeconds, before - 1, before + 3);
            Assert.Equal(records.Single(r => r.Comm.SequenceEqual("sh"u8) && r.Pid == sleep.ParentPid).Pid, sleep.ParentPid);
            Assert.Equal(0u, sleep.Uid);
        }

        Assert.Empty(Directory.GetFiles(path, "pacct-*"));
        AssertOff();
    }

    [Fact]
    public void The_file_stays_small_and_nothing_is_missed()
    {
        using var kernel = KernelLock.Acquire();
        using var accounting = Start(rotateBytes: 2048);
        var exits = new List<int>();
        for (var round = 0; round < 20; round++)
        {
            ReceiverTests.Shell($"for i in 1 2 3 4 5 6 7 8; do (exit $((100 + {round} + i))); done; exit 0");
            exits.AddRange(ReadAll(accounting).Select(r => r.ExitCode).Where(c => c > 100));
            Assert.InRange(new FileInfo(accounting.Path).Length, 0, 4096);
        }

        var expected = Enumerable.Range(0, 20).SelectMany(r => Enumerable.Range(1, 8).Select(i => 100 + r + i));
        Assert.Equal(expected, exits);
    }

    [Fact]
    public void The_machines_own_accounting_is_followed_and_left_on()
    {
        using var kernel = KernelLock.Acquire();
        var theirs = Path.Combine(path, "theirs");
        TurnOn(theirs);
        try
        {
            using (var accounting = Start())
            {
                Assert.Equal((AccountingMode.Followed, theirs), (accounting.Mode, accounting.Path));
                ReceiverTests.Shell("exit 105");
                Assert.Contains(ReadAll(accounting), r => r.ExitCode == 105);

                // They rotate: the old file gets another name, and more until accounting is turned to the new one.
                File.Move(theirs, theirs + ".1");
                ReceiverTests.Shell("exit 106");
                TurnOn(theirs);
                ReceiverTests.Shell("exit 107");
                Assert.Equal([106, 107], ReadAll(accounting).Select(r => r.ExitCode).Where(c => c > 100));

                File.WriteAllBytes(theirs, []); // emptied in place
                ReceiverTests.Shell("exit 108");
                Assert.Contains(ReadAll(accounting), r => r.ExitCode == 108);
            }

            var size = new FileInfo(theirs).Length;
            ReceiverTests.Shell("exit 0");
            Assert.True(new FileInfo(theirs).Length > size, "it is still on");
        }
        finally
        {
            TurnOff();
        }
    }

    [Fact]
    public void What_a_crash_left_is_removed_and_someone_elses_file_is_not_ended()
    {
        using var kernel = KernelLock.Acquire();
        var left = Path.Combine(path, "pacct-999999-1");
        TurnOn(left);
        ProcessAccounting.RemoveLeftovers(new AccountingOptions { Directory = path });
        Assert.False(File.Exists(left));
        AssertOff();

        var theirs = Path.Combine(path, "theirs");
        using (Start()) TurnOn(theirs); // someone takes accounting over while we run
        var size = new FileInfo(theirs).Length;
        ReceiverTests.Shell("exit 0");
        Assert.True(new FileInfo(theirs).Length > size, "it is still on");
        TurnOff();
    }

    private ProcessAccounting Start(long rotateBytes = 1 << 20) => ProcessAccounting.Start(new AccountingOptions
    {
        Directory = path,
        KnownPaths = [Path.Combine(path, "theirs")],
        RotateBytes = rotateBytes,
    });

    private static List<AcctRecord> ReadAll(ProcessAccounting accounting)
    {
        var records = new List<AcctRecord>();
        var started = Stopwatch.GetTimestamp();
        while (accounting.TryRead(out var record)) records.Add(record);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        return records;
    }

    /// <summary>Turning it on again to a fresh file shows whether the last death went anywhere: it must not have.</summary>
    private void AssertOff()
    {
        var size = Directory.GetFiles(path).Sum(f => new FileInfo(f).Length);
        ReceiverTests.Shell("exit 0");
        Assert.Equal(size, Directory.GetFiles(path).Sum(f => new FileInfo(f).Length));
    }

    private static unsafe void TurnOn(string file)
    {
        File.WriteAllBytes(file, []);
        fixed (byte* name = Encoding.UTF8.GetBytes(file + '\0')) Assert.Equal(0, Libc.acct(name));
    }

    private static unsafe void TurnOff() => Assert.Equal(0, Libc.acct(null));
}
