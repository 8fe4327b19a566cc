using System.Text;
using Auspex.Linux.Procfs;
using Auspex.Processes;

namespace Auspex.Tests.Linux.Procfs;

/// <summary>A made-up tree of files in the shape of /proc.</summary>
public sealed class ProcFsTests : IDisposable
{
    private const long Boot = 1_700_000_000_000;

    private readonly string root = Directory.CreateTempSubdirectory("auspex-proc-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_process_is_read_whole()
    {
        Add(12, exe: "/usr/bin/less");
        Assert.True(Create().TryRead(12, out var process));
        Assert.Equal((12, 7, 3), (process.Pid, process.ParentPid, process.Threads));
        Assert.Equal(Boot + 12_340, process.StartMilliseconds);
        Assert.Equal("less"u8.ToArray(), process.Comm);
        Assert.Equal("/usr/bin/less"u8.ToArray(), process.Exe);
        Assert.False(process.ExeDeleted || process.IsKernelThread);
        Assert.Equal("less\0a b\0"u8.ToArray(), process.CommandLine);
        Assert.Equal("/home/ann"u8.ToArray(), process.Cwd);
        Assert.Equal((1000u, 0u, 100u), (process.Uid, process.Euid, process.Gid));
        Assert.Equal((1000u, 3u), (process.Auid, process.Session));
        Assert.Equal("pts2"u8.ToArray(), process.Tty);
    }

    [Theory]
    [InlineData("a) S 1 (b")]
    [InlineData("(((")]
    [InlineData(") R 5")]
    [InlineData("")]
    public void A_name_may_hold_anything(string comm)
    {
        Add(12, comm: comm);
        Assert.True(Create().TryRead(12, out var process));
        Assert.Equal(comm, Encoding.UTF8.GetString(process.Comm!));
        Assert.Equal(7, process.ParentPid);
    }

    [Fact]
    public void A_deleted_image_is_told_from_one_called_so()
    {
        Add(12, exe: "/tmp/gone/prog (deleted)");
        var odd = Path.Combine(root, "odd (deleted)");
        File.WriteAllText(odd, "");
        Add(13, exe: odd);
        var proc = Create();
        Assert.True(proc.TryRead(12, out var gone));
        Assert.True(proc.TryRead(13, out var called));
        Assert.Equal(("/tmp/gone/prog", true), (Encoding.UTF8.GetString(gone.Exe!), gone.ExeDeleted));
        Assert.Equal((odd, false), (Encoding.UTF8.GetString(called.Exe!), called.ExeDeleted));
    }

    [Fact]
    public void A_kernel_thread_has_no_image_and_no_arguments()
    {
        Add(2, flags: 0x00208040, exe: null, cmdline: "");
        Assert.True(Create().TryRead(2, out var process));
        Assert.True(process.IsKernelThread);
        Assert.Null(process.Exe);
        Assert.Null(process.CommandLine);
    }

    [Fact]
    public void What_is_missing_is_unset()
    {
        Add(12);
        File.Delete($"{root}/12/loginuid");
        File.WriteAllText($"{root}/12/sessionid", "4294967295");
        File.Delete($"{root}/12/cwd");
        Assert.True(Create().TryRead(12, out var process));
        Assert.Equal((uint.MaxValue, uint.MaxValue), (process.Auid, process.Session));
        Assert.Null(process.Cwd);
    }

    [Theory]
    [InlineData('Z', 1, false)]
    [InlineData('Z', 2, true)] // the leader has ended, other threads run on
    [InlineData('X', 1, false)]
    [InlineData('D', 1, true)]
    public void What_only_waits_for_its_parent_does_not_live(char state, int threads, bool lives)
    {
        Add(12, state: state, threads: threads);
        Assert.Equal(lives, Create().TryRead(12, out _));
    }

    [Fact]
    public void Threads_are_neither_read_nor_taken_for_processes()
    {
        Add(12);
        Add(15, group: 12);
        var proc = Create();
        Assert.False(proc.TryRead(15, out _));
        Assert.Equal((TaskKind.Process, TaskKind.Thread, TaskKind.Gone), (proc.Classify(12), proc.Classify(15), proc.Classify(16)));
        Assert.Equal((TaskKind.Gone, TaskKind.Gone), (proc.Classify(0), proc.Classify(-5)));
    }

    [Fact]
    public void All_processes_are_listed_and_nothing_else()
    {
        Add(12);
        Add(4194304);
        Directory.CreateDirectory($"{root}/sys");
        Directory.CreateDirectory($"{root}/99"); // dying: its files are gone
        Assert.Equal([12, 4194304], Create().ReadAll().Select(p => p.Pid).Order());
    }

    [Fact]
    public void Long_arguments_are_read_up_to_a_mebibyte()
    {
        Add(12, cmdline: new string('x', 600_000) + "\0");
        Add(13, cmdline: new string('y', 2_000_000));
        var proc = Create();
        Assert.True(proc.TryRead(12, out var process));
        Assert.True(proc.TryRead(13, out var longer));
        Assert.Equal(600_001, process.CommandLine!.Length);
        Assert.Equal(1 << 20, longer.CommandLine!.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12 (x")]
    [InlineData("12 (x)")]
    [InlineData("12 (x) S")]
    [InlineData("12 (x) S 7 1 1 0 -1 0")]
    [InlineData("12 (x) S seven 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 99 0")]
    public void A_broken_file_is_no_process(string stat)
    {
        Add(12);
        File.WriteAllText($"{root}/12/stat", stat);
        Assert.False(Create().TryRead(12, out _));
    }

    [Fact]
    public void The_boot_is_known_by_its_first_digits()
    {
        Assert.Equal("00000000", Create().BootId);
        Directory.CreateDirectory($"{root}/sys/kernel/random");
        File.WriteAllText($"{root}/sys/kernel/random/boot_id", "0a1b2c3d-0000-0000-0000-000000000000\n");
        Assert.Equal("0a1b2c3d", Create().BootId);
    }

    [Fact]
    public void This_process_is_found_on_the_machine_itself()
    {
        var proc = new ProcFs();
        Assert.True(proc.TryRead(Environment.ProcessId, out var self));
        Assert.Equal(Environment.ProcessPath, Encoding.UTF8.GetString(self.Exe!));
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - self.StartMilliseconds, 0, 600_000);
        Assert.Equal(Environment.CurrentDirectory, Encoding.UTF8.GetString(self.Cwd!));
        Assert.Contains(proc.ReadAll(), p => p.Pid == Environment.ProcessId);
        Assert.True(proc.TryReadStartTicks(Environment.ProcessId, out var ticks) && ticks > 0);
    }

    [Fact]
    public void Threads_of_the_machine_are_told_from_processes_like_their_status_says()
    {
        var proc = new ProcFs();
        var threads = Directory.GetDirectories("/proc/self/task").Select(t => int.Parse(Path.GetFileName(t), null)).ToList();
        Assert.True(threads.Count > 1);
        foreach (var id in threads)
        {
            var expected = id == Environment.ProcessId ? TaskKind.Process : TaskKind.Thread;
            if (Directory.Exists($"/proc/self/task/{id}")) Assert.Equal(expected, proc.Classify(id));
        }

        Assert.Equal(TaskKind.Process, proc.Classify(1));
        Assert.Equal(TaskKind.Gone, proc.Classify(int.MaxValue));
    }

    private ProcFs Create() => new(root, Boot);

    private void Add(
        int pid, string comm = "less", char state = 'S', int threads = 3, int? group = null, uint flags = 0x400000,
        string? exe = "/usr/bin/less", string cmdline = "less\0a b\0")
    {
        var folder = $"{root}/{pid}";
        Directory.CreateDirectory(folder);
        var tty = (136 << 8) + 2;
        File.WriteAllText(
            $"{folder}/stat",
            $"{pid} ({comm}) {state} 7 12 12 {tty} 12 {flags} 0 0 0 0 1 2 0 0 20 0 {threads} 0 1234 5000 100 18446744073709551615 1 1\n");
        File.WriteAllText(
            $"{folder}/status",
            $"Name:\t{comm}\nTgid:\t{group ?? pid}\nPid:\t{pid}\nUid:\t1000\t0\t0\t0\nGid:\t100\t100\t100\t100\n");
        File.WriteAllText($"{folder}/cmdline", cmdline);
        File.WriteAllText($"{folder}/loginuid", "1000");
        File.WriteAllText($"{folder}/sessionid", "3");
        File.CreateSymbolicLink($"{folder}/cwd", "/home/ann");
        if (exe is not null) File.CreateSymbolicLink($"{folder}/exe", exe);
    }
}
