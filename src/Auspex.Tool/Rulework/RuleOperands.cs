using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Loop;
using Auspex.Rules.Files;
using Auspex.Rules.Lint;
using Auspex.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Rulework;

/// <summary>Reads the rule files that a command line names.</summary>
internal static class RuleOperands
{
    /// <summary>Reads files, and the <c>*.rules</c> of directories, in the order of augenrules.</summary>
    /// <param name="operands">The paths.</param>
    /// <param name="files">What was read.</param>
    /// <param name="isMerged">True when they are what augenrules merges: a directory, or more files than one.</param>
    /// <returns>False when one cannot be read: standard error says which.</returns>
    /// <exception cref="UsageException">Nothing is named.</exception>
    internal static bool TryRead(IReadOnlyList<string> operands, out IReadOnlyList<LintFile> files, out bool isMerged)
    {
        if (operands.Count == 0) throw new UsageException("name rule files, or a directory such as /etc/audit/rules.d");
        var read = new List<LintFile>();
        files = read;
        isMerged = operands.Count > 1 || Directory.Exists(operands[0]);
        var texts = new RuleTexts(RuleFileSource.MaxSetBytes, isLoaded: false);
        try
        {
            foreach (var file in operands.SelectMany(o => Directory.Exists(o) ? RuleFilesOf(o) : [o])) read.Add(new LintFile(file, texts.Read(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StandardError.Tell(MessageText.Of($"auspex: {FailureWords.WithPath(e)}"));
            return false;
        }

        read.Sort((a, b) => RuleFileOrder.Instance.Compare(a.Name, b.Name));
        return true;
    }

    private static IEnumerable<string> RuleFilesOf(string directory) =>
        Directory.EnumerateFiles(directory, "*.rules").Where(f => Path.GetFileName(f)[0] != '.');
}
