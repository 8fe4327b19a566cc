using System.Diagnostics;
using System.Globalization;
using System.Text;
using Auspex.SystemTests.Kernel;

namespace Auspex.SystemTests.Support;

/// <summary><c>auspex watch</c>, live, in the background. Only for holders of the <see cref="KernelLock"/>.</summary>
internal static class WatchProgram
{
    private const int ReadyMilliseconds = 20_000;
    private const int TailBytes = 256 << 10;

    /// <summary>Starts it and waits until it reports what happens.</summary>
    /// <param name="kernel">The right to change the kernel's settings.</param>
    /// <param name="arguments">Options after <c>watch</c>; they have to let the processes of /bin/true through.</param>
    public static RunningProgram Start(KernelLock kernel, params IEnumerable<string> arguments)
    {
        var watch = StartWithoutWaiting(kernel, arguments);
        try
        {
            WaitUntilReady(watch);
            return watch;
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    /// <summary>Starts it.</summary>
    public static RunningProgram StartWithoutWaiting(KernelLock kernel, params IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return RunningProgram.Start(AuspexProgram.Path, ["watch", .. arguments]);
    }

    /// <summary>True when the end of the output holds <paramref name="text"/>.</summary>
    public static bool HasAtEnd(RunningProgram watch, string text)
    {
        using var file = new FileStream(watch.OutputFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, TailBytes), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
    }

    /// <summary>Lets processes run until one of them is reported: from then on all are.</summary>
    private static void WaitUntilReady(RunningProgram watch)
    {
        var probes = new List<int>();
        var clock = Stopwatch.StartNew();
        var next = 0L;
        watch.WaitUntil(() =>
        {
            if (clock.ElapsedMilliseconds >= next)
            {
                using var probe = Process.Start("/bin/true");
                probe.WaitForExit();
                probes.Add(probe.Id);
                next = clock.ElapsedMilliseconds + 150;
            }

            var text = File.ReadAllText(watch.OutputFile);
            return probes.Exists(p => HasNumber(text, p));
        }, "a process of the test", ReadyMilliseconds);
    }

    private static bool HasNumber(string text, int number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains($"\"pid\":{digits},", StringComparison.Ordinal) || text.Contains($" {digits} ", StringComparison.Ordinal);
    }
}
