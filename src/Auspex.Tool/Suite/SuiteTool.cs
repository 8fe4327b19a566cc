using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite;

/// <summary>A tool of the audit suite under its own name, with its own grammar of options.</summary>
/// <param name="Name">As it is called: <c>ausearch</c>.</param>
/// <param name="Summary">What it does, for lists.</param>
/// <param name="Run">Runs it with the words after its name; returns its exit code.</param>
internal sealed record SuiteTool(string Name, string Summary, Func<string[], int> Run)
{
    /// <summary>Makes what its man page says, or null where there is none.</summary>
    internal Func<SuitePage>? Page { get; init; }
}
