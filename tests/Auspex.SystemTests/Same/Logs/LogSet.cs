using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same.Logs;

/// <summary>A log in four files, the newest named by an auditd.conf, and a folder with a log of its own.</summary>
internal static class LogSet
{
    /// <summary>Cuts a log, also within an event, and writes the parts as a daemon leaves them.</summary>
    public static TestLog Write(TemporaryFolder folder, TestLog whole)
    {
        var lines = File.ReadAllLines(whole.Path, Encoding.Latin1);
        var name = whole.Name == "plain" ? "set" : $"set-{whole.Name}";
        var (set, other) = (folder.PathOf(name), folder.PathOf(name + "-other"));
        Directory.CreateDirectory(set);
        Directory.CreateDirectory(other);
        string[] names = ["audit.log.3", "audit.log.2", "audit.log.1", "audit.log"];
        var cut = lines.Length / names.Length;
        for (var i = 0; i < names.Length; i++)
            File.WriteAllLines(Path.Combine(set, names[i]), lines[(i * cut)..(i == names.Length - 1 ? lines.Length : (i + 1) * cut)]);
        File.Copy(Path.Combine(set, "audit.log.2"), Path.Combine(other, "audit.log"));
        var values = new Dictionary<string, string>(whole.Values, StringComparer.Ordinal) { ["SET"] = set, ["LAST"] = Path.Combine(set, "audit.log"), ["OTHER"] = other };
        foreach (var file in Directory.EnumerateFiles(set).Concat(Directory.EnumerateFiles(other)))
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        return new TestLog(name, whole.Path, values) { Configuration = $"log_file = {set}/audit.log\nlog_format = RAW\nlog_group = root\nend_of_event_timeout = 2\nspace_left = 75\nadmin_space_left = 50" };
    }
}
