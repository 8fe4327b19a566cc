namespace Auspex.Tool.Suite.Augenrules;

/// <summary>The files of augenrules. Source: augenrules(8); spec 6.</summary>
/// <param name="Sources">The directory of <c>*.rules</c>.</param>
/// <param name="Destination">The file made of them.</param>
internal sealed record AugenrulesPaths(string Sources, string Destination)
{
    /// <summary>Those of the system.</summary>
    public static AugenrulesPaths Default { get; } = new("/etc/audit/rules.d", "/etc/audit/audit.rules");
}
