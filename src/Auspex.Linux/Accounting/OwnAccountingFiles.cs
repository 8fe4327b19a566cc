using System.Globalization;
using Auspex.Linux.Procfs;

namespace Auspex.Linux.Accounting;

/// <summary>Our accounting files in their folder: <c>pacct-PID-START</c>, so that a later session knows whose they were.</summary>
internal sealed class OwnAccountingFiles
{
    /// <summary>Ends the name of a file that is about to take the place of another.</summary>
    internal const string NewSuffix = ".new";

    private const string Prefix = "pacct-";

    private readonly string directory;
    private readonly ProcFs proc = new();

    internal OwnAccountingFiles(string directory) => this.directory = directory;

    /// <summary>The file of this process.</summary>
    internal string OwnPath
    {
        get
        {
            var pid = Loop.Machine.ProcessId;
            var start = proc.TryReadStartTicks(pid, out var ticks) ? ticks : 0;
            return Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{pid}-{start}"));
        }
    }

    /// <summary>The files of others: of living sessions, and of dead ones.</summary>
    internal (IReadOnlyList<string> Living, IReadOnlyList<string> Dead) List()
    {
        var living = new List<string>();
        var dead = new List<string>();
        if (!Directory.Exists(directory)) return (living, dead);
        foreach (var path in Directory.EnumerateFiles(directory, Prefix + "*"))
        {
            if (string.Equals(path, OwnPath, StringComparison.Ordinal)) continue;
            (IsOfLiving(Path.GetFileName(path)) ? living : dead).Add(path);
        }

        return (living, dead);
    }

    private bool IsOfLiving(string name)
    {
        if (name.EndsWith(NewSuffix, StringComparison.Ordinal)) name = name[..^NewSuffix.Length];
        var parts = name[Prefix.Length..].Split('-');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && proc.TryReadStartTicks(pid, out var ticks)
            && ticks == start;
    }
}
