namespace Auspex.Tool.Suite.Common;

/// <summary>What a tool answers to <c>-v</c>.</summary>
internal static class SuiteVersion
{
    /// <summary>
    /// The line of audit-userspace, whose behaviour this is (scripts take the third word), with the name and version of who behaves so.
    /// </summary>
    internal static string Of(string tool) => $"{tool} version 4.2.2 (auspex {Program.Version})\n";
}
