using System.Globalization;
using Auspex.Health;

namespace Auspex.Linux.Health;

/// <summary>Who listens to the kernel's records by multicast.</summary>
/// <remarks>
/// <code>
/// /proc/net/netlink: sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode
/// </code>
/// Eth 9 is NETLINK_AUDIT; group 1 (READLOG) is the lowest bit. Which process holds the socket is told by its descriptors.
/// </remarks>
internal static class ListenerReader
{
    private const string AuditProtocol = "9";
    private const int Columns = 10;
    private const int MaxProcesses = 100_000;
    private const int MaxDescriptors = 65_536;
    private const string Unit = "systemd-journald-audit.socket";

    /// <summary>Those in this network namespace; null where it cannot be read.</summary>
    internal static IReadOnlyList<ListenerFacts>? Read() =>
        TextFile.Read("/proc/net/netlink") is { } table ? Of(Parse(table)) : null;

    /// <summary>The sockets of a table that listen, by inode, with their drops.</summary>
    internal static IReadOnlyList<(string Inode, long Drops)> Parse(string table)
    {
        var found = new List<(string, long)>();
        foreach (var line in table.Split('\n').Skip(1))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < Columns || words[1] != AuditProtocol) continue;
            if (!uint.TryParse(words[3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var groups) || (groups & 1) == 0) continue;
            _ = long.TryParse(words[8], NumberStyles.None, CultureInfo.InvariantCulture, out var drops);
            found.Add((words[9], drops));
        }

        return found;
    }

    /// <summary>systemd's socket unit.</summary>
    internal static JournaldFacts ReadJournald()
    {
        string[] places = ["/etc/systemd/system/", "/usr/lib/systemd/system/", "/lib/systemd/system/"];
        var isRunning = Directory.Exists("/run/systemd/system");
        var isMasked = places.Any(p => TextFile.LinkOf(p + Unit) == "/dev/null") || TextFile.LinkOf("/run/systemd/system/" + Unit) == "/dev/null";
        return new JournaldFacts(isRunning && places.Any(p => File.Exists(p + Unit)), isMasked);
    }

    private static List<ListenerFacts> Of(IReadOnlyList<(string Inode, long Drops)> sockets)
    {
        if (sockets.Count == 0) return [];
        var names = sockets.ToDictionary(static s => $"socket:[{s.Inode}]", static s => s.Drops, StringComparer.Ordinal);
        var found = new List<ListenerFacts>();
        foreach (var process in TextFile.List("/proc", MaxProcesses))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            foreach (var descriptor in TextFile.List(process + "/fd", MaxDescriptors))
            {
                if (!names.TryGetValue(TextFile.LinkOf(descriptor), out var drops)) continue;
                found.Add(new ListenerFacts(pid, ProcessReader.NameOf(pid), drops));
                break;
            }
        }

        // Process 1 holds the journal's socket too: one of them is enough.
        if (found.Exists(static f => f.Pid != 1 && f.Name.StartsWith("systemd", StringComparison.Ordinal))) _ = found.RemoveAll(static f => f.Pid == 1);
        for (var i = found.Count; i < sockets.Count; i++) found.Add(new ListenerFacts(0, "", sockets[i].Drops));
        return found;
    }
}
