namespace Auspex.Tool.Suite;

/// <summary>
/// The tools of the audit suite that are built in. Each answers to its own name, and to <c>auspex NAME</c>.
/// </summary>
internal static class SuiteTools
{
    /// <summary>All of them, by name.</summary>
    internal static readonly IReadOnlyList<SuiteTool> All =
    [
        Auditctl.AuditctlTool.Tool,
        Augenrules.AugenrulesTool.Tool,
        Autrace.AutraceTool.Tool,
    ];

    /// <summary>The tool that a program's path, or a word, names.</summary>
    internal static SuiteTool? Find(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        foreach (var tool in All)
        {
            if (name.SequenceEqual(tool.Name)) return tool;
        }

        return null;
    }
}
