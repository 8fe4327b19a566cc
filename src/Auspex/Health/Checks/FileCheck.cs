using Auspex.Daemon.Configuration;

namespace Auspex.Health.Checks;

/// <summary>Who may read and change rules, configuration and logs.</summary>
internal static class FileCheck
{
    private const uint OthersAll = 7;
    private const int MostListed = 8;

    internal static void Run(HostFacts facts, FindingList list)
    {
        if (facts.ConfigPaths.Count > 0) CheckConfig(facts.ConfigPaths, list);
        if (facts.LogPaths.Count > 0) CheckLogs(facts.LogPaths, list);
    }

    private static void CheckConfig(IReadOnlyList<PathFacts> paths, FindingList list)
    {
        const string check = "files.config";
        var bad = paths.Where(static p => IsChangeable(p.File)).ToList();
        foreach (var path in bad.Take(MostListed))
            list.Error(
                check, $"{path.Path} {WhoMayWrite(path.File)}.", "Whoever may write there decides what is audited.", "Give it to root, and let nobody else write.",
                $"chown root: {path.Path}; chmod go-w {path.Path}");
        if (bad.Count > MostListed) list.Error(check, $"{Amount.Of(bad.Count - MostListed, "further path")} of the configuration may be written by others than root.", "As above.", "As above.");
        var open = paths.Where(static p => p.File.Kind != ConfigFileKind.Missing && !IsChangeable(p.File) && (p.File.Mode & OthersAll) != 0).ToList();
        if (open.Count > 0)
            list.Note(
                check, $"{open[0].Path} may be read by everybody (mode {Amount.OfMode(open[0].File.Mode)}){(open.Count > 1 ? $", and {open.Count - 1} more" : "")}.", "Whoever knows the rules knows what is not seen.", "Let only root read.",
                $"chmod -R o= {paths[0].Path}");
        if (bad.Count == 0 && open.Count == 0) list.Ok(check, $"{paths[0].Path} and what is in it belong to root alone.");
    }

    private static void CheckLogs(IReadOnlyList<PathFacts> paths, FindingList list)
    {
        const string check = "files.logs";
        var before = list.Found.Count;
        foreach (var path in paths.Where(static p => IsChangeable(p.File)).Take(MostListed))
            list.Error(check, $"{path.Path} {WhoMayWrite(path.File)}.", "Whoever may write there can change what was recorded; auditd does not start with such a directory.", "Give it to root, and let nobody else write.", $"chown root {path.Path}; chmod go-w {path.Path}");
        foreach (var path in paths.Where(static p => p.File.Kind != ConfigFileKind.Missing && !IsChangeable(p.File) && (p.File.Mode & OthersAll) != 0).Take(MostListed))
            list.Warn(
                check, $"{path.Path} may be read by everybody (mode {Amount.OfMode(path.File.Mode)}).", "Records hold command lines, paths and login names of all users.", "Let only root, or the group of log_group, read.", $"chmod o= {path.Path}");
        if (paths[0].File.Kind == ConfigFileKind.Missing)
            list.Warn(check, $"{paths[0].Path} is missing.", "auditd does not start without the directory of its log.", "Make it.", $"install -d -m 0700 {paths[0].Path}");
        if (list.Found.Count == before) list.Ok(check, $"{paths[0].Path} and the logs in it belong to root.");
    }

    private static bool IsChangeable(ConfigFile file) => file.Kind != ConfigFileKind.Missing && (file.Owner != 0 || file.IsWritableByOthers);

    private static string WhoMayWrite(ConfigFile file) => file.Owner != 0
        ? $"belongs to uid {file.Owner}, not to root"
        : $"may be written by others than root (mode {Amount.OfMode(file.Mode)})";
}
