using System.Text;

namespace Auspex.Tool.Rulework;

/// <summary>A mounted filesystem.</summary>
/// <param name="Path">Where.</param>
/// <param name="MayHoldPrograms">True when set-user-id programs run from it, and it holds files at all.</param>
internal sealed record MountPoint(string Path, bool MayHoldPrograms)
{
    private static readonly HashSet<string> WithoutFiles = new(StringComparer.Ordinal)
    {
        "proc", "sysfs", "cgroup", "cgroup2", "devpts", "mqueue", "securityfs", "debugfs", "tracefs", "bpf", "pstore", "configfs",
        "fusectl", "hugetlbfs", "autofs", "binfmt_misc", "efivarfs", "nsfs", "rpc_pipefs",
    };

    /// <summary>Those this process sees. Source: proc_pid_mountinfo(5).</summary>
    internal static IReadOnlyList<MountPoint> ReadAll()
    {
        try
        {
            return [.. File.ReadLines("/proc/self/mountinfo").Select(Parse).OfType<MountPoint>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary><c>id parent major:minor root PATH OPTIONS [optional…] - TYPE source options</c>.</summary>
    internal static MountPoint? Parse(string line)
    {
        var words = line.Split(' ');
        var dash = Array.IndexOf(words, "-");
        if (dash < 6 || words.Length <= dash + 1) return null;
        var options = words[5].Split(',');
        var mayHold = !options.Contains("nosuid") && !options.Contains("noexec") && !WithoutFiles.Contains(words[dash + 1]);
        return new MountPoint(Unescape(words[4]), mayHold);
    }

    /// <summary>Blanks and backslashes stand as <c>\</c> and three octal digits.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '\\' && i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;
            plain.Append(isEscape ? (char)Convert.ToInt32(text.Substring(i + 1, 3), 8) : text[i]);
            if (isEscape) i += 3;
        }

        return plain.ToString();
    }
}
