using System.IO.Compression;
using System.Text;
using Auspex.Health;
using Auspex.Linux.Watching;

namespace Auspex.Linux.Health;

/// <summary>How the running kernel was built and booted. Source: proc(5).</summary>
internal static class KernelReader
{
    private const string Packed = "/proc/config.gz";
    private const int MaxConfigBytes = 4 << 20;

    internal static KernelFacts Read()
    {
        var facts = new KernelFacts { CommandLine = TextFile.Read("/proc/cmdline"), IsContainer = Namespaces.IsContainer };
        var path = Packed;
        var config = ReadPacked();
        if (config is null)
        {
            path = $"/boot/config-{TextFile.Read("/proc/sys/kernel/osrelease")?.Trim()}";
            config = ReadPlain(path);
        }

        return config is null ? facts : facts with
        {
            BuildConfigPath = path,
            HasAudit = Has(config, "CONFIG_AUDIT"),
            HasSyscallAudit = Has(config, "CONFIG_AUDITSYSCALL"),
            HasAccounting = Has(config, "CONFIG_BSD_PROCESS_ACCT"),
        };
    }

    private static bool Has(string config, string name) => config.Contains($"\n{name}=y\n", StringComparison.Ordinal);

    private static string? ReadPacked()
    {
        try
        {
            using var file = File.OpenRead(Packed);
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            return Read(unpacked);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    private static string? ReadPlain(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Read(Stream stream)
    {
        var room = new byte[MaxConfigBytes];
        return "\n" + Encoding.UTF8.GetString(room.AsSpan(0, stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false)));
    }
}
