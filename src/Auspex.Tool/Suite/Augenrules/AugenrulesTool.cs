using Auspex.Tool.Suite.Auditctl;

namespace Auspex.Tool.Suite.Augenrules;

/// <summary>augenrules: makes the machine's rule file from those of a directory.</summary>
internal static class AugenrulesTool
{
    /// <summary>The tool.</summary>
    internal static readonly SuiteTool Tool = new("augenrules", "merge the rule files of a directory and load them", Run);

    private static int Run(string[] arguments)
    {
        var called = Environment.GetCommandLineArgs()[0];
        using var host = new AuditctlHost();
        var name = Path.GetFileName(called) == Tool.Name ? called : Tool.Name;
        return new AugenrulesSession(host, AugenrulesPaths.Default, name).Run(arguments);
    }
}
