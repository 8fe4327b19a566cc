using Auspex.Tool.Suite.Auditctl;

namespace Auspex.Tool.Suite.Augenrules;

/// <summary>augenrules: makes the machine's rule file from those of a directory.</summary>
internal static class AugenrulesTool
{
    private const string Name = "augenrules";

    /// <summary>Runs it with the words after its name; returns its exit code.</summary>
    internal static int Run(string[] arguments)
    {
        var called = Environment.GetCommandLineArgs()[0];
        using var host = new AuditctlHost();
        var name = Path.GetFileName(called) == Name ? called : Name;
        return new AugenrulesSession(host, AugenrulesPaths.Default, name).Run(arguments);
    }
}
