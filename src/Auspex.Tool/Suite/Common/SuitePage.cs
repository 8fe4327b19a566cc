namespace Auspex.Tool.Suite.Common;

/// <summary>What a tool of the suite says of itself: its help and its man page come from here.</summary>
internal sealed record SuitePage
{
    /// <summary>As it is called.</summary>
    internal required string Name { get; init; }

    /// <summary>What it does, in a few words without a full stop.</summary>
    internal required string Summary { get; init; }

    /// <summary>What it does, in full sentences. Paragraphs are parted by an empty line.</summary>
    internal required string Description { get; init; }

    /// <summary>The words that follow its name.</summary>
    internal string Synopsis { get; init; } = "[option]...";

    /// <summary>The options, in the order of the help.</summary>
    internal required IReadOnlyList<SuiteOption> Options { get; init; }

    /// <summary>Words that may stand beside options, for completion.</summary>
    internal IReadOnlyList<string> OperandWords { get; init; } = [];

    /// <summary>What other words beside options are.</summary>
    internal WordKind Operands { get; init; }

    /// <summary>Command lines with what they are for.</summary>
    internal IReadOnlyList<(string Line, string Purpose)> Examples { get; init; } = [];

    /// <summary>Exit codes with their meaning.</summary>
    internal required IReadOnlyList<(int Code, string Meaning)> ExitCodes { get; init; }

    /// <summary>Files it reads or writes, with what they are.</summary>
    internal IReadOnlyList<(string Path, string Purpose)> Files { get; init; } = [];

    /// <summary>Other pages: <c>auditd.conf(5)</c>.</summary>
    internal IReadOnlyList<string> SeeAlso { get; init; } = [];
}
