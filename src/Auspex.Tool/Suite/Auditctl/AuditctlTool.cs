using System.Text;

namespace Auspex.Tool.Suite.Auditctl;

/// <summary>auditctl: controls the kernel's audit and its rules.</summary>
internal static class AuditctlTool
{
    /// <summary>Runs it with the words after its name; returns its exit code.</summary>
    internal static int Run(string[] arguments)
    {
        using var host = new AuditctlHost();
        return new AuditctlSession(host).Run(RawArguments(arguments));
    }

    /// <summary>The words as bytes: a path need not be UTF-8, and the runtime hands over strings only.</summary>
    /// <remarks>Where a string had to be mended, the kernel's copy in /proc/self/cmdline has the words, ours at its
    /// end.</remarks>
    private static ReadOnlyMemory<byte>[] RawArguments(string[] arguments)
    {
        if (Array.Exists(arguments, a => a.Contains('\uFFFD', StringComparison.Ordinal)) && TryReadCommandLine(out var line))
        {
            var words = new List<ReadOnlyMemory<byte>>();
            for (var start = 0; start < line.Length;)
            {
                var length = line.AsSpan(start).IndexOf((byte)0);
                if (length < 0) break;
                words.Add(line.AsMemory(start, length));
                start += length + 1;
            }

            if (words.Count >= arguments.Length) return [.. words.TakeLast(arguments.Length)];
        }

        return [.. arguments.Select(a => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(a)))];
    }

    private static bool TryReadCommandLine(out byte[] line)
    {
        try
        {
            line = File.ReadAllBytes("/proc/self/cmdline");
            return true;
        }
        catch (IOException)
        {
            line = [];
            return false;
        }
    }
}
