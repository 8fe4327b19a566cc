using Auspex.Linux.Control;
using Auspex.Rules;
using Auspex.Rules.Files;
using Auspex.Rules.Plan;
using Auspex.Tool.Rulework;

namespace Auspex.Tool.Applets.Planning;

/// <summary>Finds and reads the files that say which rules are wanted.</summary>
internal static class WantedFiles
{
    internal const string Default = "/etc/audit/rules.d";

    /// <summary>What <paramref name="paths"/> ask for: files as they are given, directories in the order of augenrules.</summary>
    /// <exception cref="IOException">One cannot be read, or everybody may write it.</exception>
    internal static WantedRules Read(IRuleHost host, IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) paths = [Default];
        var files = paths.SelectMany(FilesOf).ToList();
        var isMerged = paths.Count > 1 || Directory.Exists(paths[0]);
        var reader = new WantedReader(host, isMerged);
        var texts = new RuleTexts(RuleFileSource.MaxSetBytes, isLoaded: true);
        foreach (var file in files) reader.Add(file, texts.Read(file));
        return reader.ToWanted();
    }

    /// <summary>The rules of a listing, as if the kernel held them.</summary>
    internal static LoadedRules ReadListing(IRuleHost host, string path)
    {
        var reader = new WantedReader(host, isMerged: false);
        var lines = new RuleTexts(RuleFileSource.MaxSetBytes, isLoaded: true).Read(path);
        reader.Add(path, lines.AsSpan().TrimEnd(" \t\r\n"u8).SequenceEqual("No rules"u8) ? default : lines);
        var listed = reader.ToWanted();
        if (listed.Errors.Count > 0) throw new IOException($"{listed.Errors[0]}");
        return LoadedRules.None with { Rules = [.. listed.Rules.Select(r => r.Wire)] };
    }

    private static IEnumerable<string> FilesOf(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.rules", new EnumerationOptions { AttributesToSkip = 0 })
            .Where(f => !Path.GetFileName(f.AsSpan()).StartsWith('.'))
            .Order(RuleFileOrder.Instance)
        : [path];
}
