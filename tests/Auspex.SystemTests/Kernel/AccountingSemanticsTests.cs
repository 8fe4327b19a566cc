using System.Diagnostics;
using System.Globalization;
using Auspex.Accounting;
using Auspex.Linux.Accounting;

namespace Auspex.SystemTests.Kernel;

/// <summary>The statements of docs/accounting.md, asked of the kernel by a C program that says what it did.</summary>
[Collection(KernelCollection.Name)]
public sealed class AccountingSemanticsTests : IDisposable
{
    /// <summary>Each line it prints: name, pid, begin and end in seconds, status as wait gives it.</summary>
    private const string Program = """
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <sys/resource.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>
        static void nap(int ms) { struct timespec t = {ms / 1000, ms % 1000 * 1000000L}; nanosleep(&t, 0); }
        static double now(void) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t); return t.tv_sec + t.tv_nsec / 1e9; }
        static double cpu(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec / 1e9; }
        static void *exit_later(void *code) { nap(100); exit((int)(long)code); }
        static void *exec_later(void *code) { nap(100); execl("/bin/sh", "sh", "-c", "exit 44", NULL); return code; }
        static void go(void *(*run)(void *), long code) { pthread_t t; pthread_create(&t, 0, run, (void *)code); }
        #define CASE(name, ...) do { \
            double begin = now(); pid_t pid = fork(); int status; \
            if (pid == 0) { __VA_ARGS__; _exit(99); } \
            waitpid(pid, &status, 0); \
            printf("%s %d %.6f %.6f %d\n", name, pid, begin, now(), status); \
            fflush(stdout); } while (0)
        int main(void) {
          CASE("leader_first", { go(exit_later, 42); pthread_exit(0); });
          CASE("thread_exits", { go(exit_later, 43); pause(); });
          CASE("thread_execs", { go(exec_later, 0); pause(); });
          CASE("no_core", { struct rlimit r = {0, 0}; setrlimit(RLIMIT_CORE, &r); abort(); });
          CASE("killed", raise(SIGKILL));
          for (int i = 0; i < 10; i++) CASE("nap", { nap(137 * i % 400); _exit(0); });
          CASE("spin", { while (cpu() < 0.3) ; _exit(0); });
          CASE("large", { mmap(0, 500 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); _exit(0); });
        }
        """;

    private readonly string path = Directory.CreateTempSubdirectory("auspex-deaths-").FullName;

    private sealed record Death(string Name, int Pid, double Begin, double End, uint Status);

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void The_fields_mean_what_the_document_says()
    {
        var program = Compile();
        using var kernel = KernelLock.Acquire();
        var records = new Dictionary<int, AcctRecord>();
        List<Death> deaths;
        using (var accounting = ProcessAccounting.Start(new AccountingOptions { Directory = path }))
        {
            deaths = [.. Run(program).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine)];
            while (accounting.TryRead(out var record)) records[record.Pid] = record;
        }

        foreach (var death in deaths)
        {
            var record = records[death.Pid];
            Assert.InRange(record.BeginSeconds - death.Begin, -1, 1);
            Assert.InRange(death.End - death.Begin - record.Elapsed.TotalSeconds, 0, 0.08);
            if (death.Name != "leader_first") Assert.Equal(death.Status, record.Status);
            Assert.Equal((record.Status & 0x80) != 0, record.CoreDumped);
        }

        var of = deaths.GroupBy(d => d.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => records[g.First().Pid], StringComparer.Ordinal);
        Assert.Equal((42u << 8, 0u), (deaths.Single(d => d.Name == "leader_first").Status, of["leader_first"].Status));
        Assert.True(of["thread_exits"] is { ExitCode: 43, Signal: 0 } && (of["thread_exits"].Flags & AcctFlags.Signalled) != 0);
        Assert.True(of["thread_execs"] is { ExitCode: 44, Signal: 0 } && (of["thread_execs"].Flags & AcctFlags.Forked) != 0);
        Assert.True(of["no_core"] is { Signal: 6, CoreDumped: false } && (of["no_core"].Flags & AcctFlags.CoreDumped) != 0);
        Assert.Equal(9, of["killed"].Signal);
        Assert.InRange((of["spin"].UserTime + of["spin"].SystemTime).TotalSeconds, 0.25, 0.35);
        Assert.InRange(of["large"].VirtualMemoryKiB, 512_000ul, 560_000ul);
    }

    private string Compile()
    {
        var program = Path.Combine(path, "deaths");
        File.WriteAllText(program + ".c", Program);
        try
        {
            using var gcc = Process.Start("gcc", ["-O1", "-pthread", "-o", program, program + ".c"]);
            gcc.WaitForExit();
            Assert.Equal(0, gcc.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"gcc cannot be run: {e.Message}");
        }

        return program;
    }

    private static string Run(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    private static Death ParseLine(string line)
    {
        var words = line.Split(' ');
        return new Death(
            words[0],
            int.Parse(words[1], CultureInfo.InvariantCulture),
            double.Parse(words[2], CultureInfo.InvariantCulture),
            double.Parse(words[3], CultureInfo.InvariantCulture),
            uint.Parse(words[4], CultureInfo.InvariantCulture));
    }
}
