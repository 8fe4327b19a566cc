using System.Globalization;
using System.Text;
using Auspex.Health;
using Auspex.Linux.Daemon;
using Auspex.Linux.Native;

namespace Auspex.Linux.Health;

/// <summary>Time, labels and logins. Source: adjtimex(2), pam.d(5), xattr(7), proc(5).</summary>
internal static unsafe class SurroundingsReader
{
    private const int TimexBytes = 256; // struct timex has 208 on 64-bit machines
    private const int TimexStatusAt = 40;
    private const int STA_UNSYNC = 0x40;
    private const int MaxIncludes = 5;
    private const string PamDirectory = "/etc/pam.d/";

    private static readonly string[] LoginServices = ["login", "remote", "sshd", "gdm-password", "lightdm", "sddm", "cron", "crond"];

    internal static bool? ReadClock()
    {
        Span<byte> timex = stackalloc byte[TimexBytes];
        timex.Clear();
        int state;
        fixed (byte* start = timex) state = Libc.adjtimex(start);
        if (state < 0) return null;
        return (BitConverter.ToInt32(timex[TimexStatusAt..]) & STA_UNSYNC) == 0;
    }

    internal static LabelFacts ReadLabels(string logFile, int auditor)
    {
        var directory = Path.GetDirectoryName(logFile) ?? "/";
        var attribute = string.Create(CultureInfo.InvariantCulture, $"/proc/{auditor}/attr/current");
        return new LabelFacts
        {
            IsSelinuxEnforcing = TextFile.Read("/sys/fs/selinux/enforce") is { } enforce ? enforce.StartsWith('1') : null,
            HasAppArmor = TextFile.Read("/sys/module/apparmor/parameters/enabled")?.StartsWith('Y') ?? false,
            LogDirectory = directory,
            LogLabel = ReadLabel(directory),
            AuditorLabel = auditor > 0 ? TextFile.Read(attribute)?.TrimEnd('\0', '\n') ?? "" : "",
        };
    }

    internal static SessionFacts ReadSession()
    {
        var uid = DaemonFiles.NumberIn(Libc.getpid(), "loginuid");
        var services = LoginServices.Where(static s => File.Exists(PamDirectory + s)).Select(static s => (s, HasLoginUid(ReadService, s, 0)));
        return new SessionFacts { LoginUid = uid == uint.MaxValue ? null : uid, HasTerminal = Libc.isatty(0) == 1, Services = [.. services] };
    }

    /// <summary>Whether a service's session lines, or those of files they include, call pam_loginuid.</summary>
    internal static bool HasLoginUid(Func<string, string?> read, string service, int depth)
    {
        if (depth > MaxIncludes || service.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var line in (read(service) ?? "").Split('\n'))
        {
            var words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["@include", var common] && HasLoginUid(read, common, depth + 1)) return true;
            if (words.Length < 3 || words[0].TrimStart('-') != "session") continue;
            if (words.Skip(2).Any(static w => w.EndsWith("pam_loginuid.so", StringComparison.Ordinal))) return true;
            if (words[1] is "include" or "substack" && HasLoginUid(read, words[2], depth + 1)) return true;
        }

        return false;
    }

    private static string? ReadService(string service) => TextFile.Read(PamDirectory + service);

    private static string ReadLabel(string path)
    {
        Span<byte> label = stackalloc byte[256];
        nint length;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'), attribute = "security.selinux\0"u8, room = label)
            length = Libc.lgetxattr(name, attribute, room, (nuint)label.Length);
        return length > 0 ? Encoding.UTF8.GetString(label[..(int)length]).TrimEnd('\0') : "";
    }
}
