using Auspex.SystemTests.Daemon;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary><c>watch --record</c>: what is kept can be trusted, is there soon, and tells the same again.</summary>
[Collection(KernelCollection.Name)]
public sealed class RecordTests
{
    [Fact]
    public void A_message_with_line_ends_stays_one_record_of_a_file_that_only_its_owner_reads()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("rec.log");
        using var watch = WatchProgram.Start(kernel, "--json", "--no-snapshot", "--quiet", "--record", path);
        kernel.Control.SendUserMessage(1112, "forged-by-test\ntype=SYSCALL msg=audit(1.000:4242): arch=c000003e syscall=59 success=yes exit=0 pid=31337 exe=\"/never/ran\""u8);
        watch.WaitUntil(() => File.ReadAllText(path).Contains("forged-by-test", StringComparison.Ordinal), "the record in the file, while watch goes on");
        Assert.False(watch.HasEnded);
        Assert.Equal(0, watch.EndByTerminate().ExitCode);
        Assert.DoesNotContain(File.ReadAllLines(path), l => l.StartsWith("type=SYSCALL msg=audit(1.000:4242)", StringComparison.Ordinal));
        Assert.Single(File.ReadAllLines(path), l => l.Contains("/never/ran", StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        kernel.AssertAsBefore();
    }

    [Fact]
    public void A_death_by_signal_is_told_again_by_a_replay()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("rec.log");
        using var watch = WatchProgram.Start(kernel, "--json", "--no-snapshot", "--quiet", "--record", path);
        using var shell = RunningProgram.Start("/bin/sh", ["-c", "kill -QUIT $$"]);
        shell.WaitForEnd();
        watch.WaitUntil(() => WatchProgram.HasAtEnd(watch, "\"signal\":3"), "the death, live");
        Assert.Equal(0, watch.EndByTerminate().ExitCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path + ".acct"));
        var replay = AuspexTool.Run("watch", "--if", path, "--json", "--pid", shell.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("\"signal\":3", replay.Output, StringComparison.Ordinal);
        var without = AuspexTool.Run("watch", "--if", path, "--no-acct", "--json", "--pid", shell.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain("\"signal\":3", without.Output, StringComparison.Ordinal);
        kernel.AssertAsBefore();
    }

    [Fact]
    public void A_device_or_a_link_is_refused_before_anything_is_changed()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.PathOf("link"), folder.Write("target", ""));
        foreach (var path in (ReadOnlySpan<string>)["/dev/full", folder.PathOf("link")])
        {
            using var watch = WatchProgram.StartWithoutWaiting(kernel, "--record", path);
            var result = watch.WaitForEnd();
            Assert.Equal((1, ""), (result.ExitCode, result.Output));
            Assert.StartsWith($"auspex: {path} is ", result.Errors, StringComparison.Ordinal);
        }

        kernel.AssertAsBefore();
    }

    [Fact]
    public void A_full_disk_is_told_and_the_code_is_not_0()
    {
        using var kernel = KernelLock.Acquire();
        using var disk = new SmallDisk(8);
        var path = Path.Combine(disk.Path, "rec.log");
        File.WriteAllText(path, "");
        File.WriteAllText(path + ".acct", "");
        disk.Fill(bytesLeft: 8192);
        using var watch = WatchProgram.Start(kernel, "--json", "--no-snapshot", "--record", path);
        for (var i = 0; i < 60; i++)
        {
            using var shell = RunningProgram.Start("/bin/true", []);
            shell.WaitForEnd();
        }

        var result = watch.EndByTerminate();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"records are missing in {path}: Cannot write {path}: No space left on device", result.Errors, StringComparison.Ordinal);
        Assert.True(File.ReadAllBytes(path) is [] or [.., (byte)'\n'], "half a line stands at the end"); // the deaths beside it may have taken all the room
        kernel.AssertAsBefore();
    }
}
