using Auspex.Tool.CommandLine;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite;

/// <summary>A tool of the audit suite under its own name, with its own grammar of options.</summary>
/// <param name="Name">As it is called: <c>ausearch</c>.</param>
/// <param name="Summary">What it does, for lists.</param>
/// <param name="Run">Runs it with the words after its name; returns its exit code.</param>
internal sealed record SuiteTool(string Name, string Summary, Func<string[], int> Run)
{
    /// <summary>Makes what its help and its man page say.</summary>
    internal required Func<SuitePage> Page { get; init; }

    /// <summary>Runs it, or prints its help where that is all that is asked and the tool's own grammar has no such word.</summary>
    /// <remarks>aureport -h is the report on hosts; auditctl, ausearch and aureport answer --help in their own words.</remarks>
    internal int Start(string[] words)
    {
        if (words is not [("--help" or "-h") and var word]) return Run(words);
        var page = Page();
        if (page.Options.Any(o => o.Is(word))) return Run(words);
        StandardOutput.Write(SuiteHelp.Of(page));
        return 0;
    }
}
