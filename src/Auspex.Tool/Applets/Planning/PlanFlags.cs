using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Applets.Planning;

/// <summary>What the commands about loaded and wanted rules have in common on the command line.</summary>
internal static class PlanFlags
{
    internal const string Operands = "[FILE|DIRECTORY…]";

    internal static readonly Flag Json = new("json", null, "Write one JSON object.", 'j');

    internal static readonly Flag Loaded = new("loaded", "FILE", "Take the rules in FILE, as auditctl -l writes them, for those of the kernel.");
}
