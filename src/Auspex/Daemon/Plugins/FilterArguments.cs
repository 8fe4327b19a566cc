namespace Auspex.Daemon.Plugins;

/// <summary>The words after <c>audisp-filter</c>.</summary>
/// <remarks>
/// <code>
/// words = ( "allowlist" / "blocklist" ) CONF BINARY *ARG
///       / "--check" CONF
/// </code>
/// Source: spec 8.4.
/// </remarks>
internal sealed record FilterArguments
{
    /// <summary>The file of expressions.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>True when matching events are dropped, false when only they are forwarded.</summary>
    public bool DropsMatches { get; private init; }

    /// <summary>The program that the records are forwarded to; null to check the file alone.</summary>
    public string? Program { get; private init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> ProgramArguments { get; private init; } = [];

    /// <summary>Reads the words.</summary>
    /// <returns>Null when they are wrong; <paramref name="complaint"/> then says what is.</returns>
    public static FilterArguments? Parse(ReadOnlySpan<string> words, out string complaint)
    {
        complaint = "";
        if (words.Length == 2 && words[0] == "--check") return new FilterArguments { ConfigPath = words[1] };
        if (words.Length < 3)
        {
            complaint = "Not enough command line arguments";
            return null;
        }

        if (words[0] is not ("allowlist" or "blocklist"))
        {
            complaint = $"Invalid mode: {words[0]} (allowlist or blocklist)";
            return null;
        }

        return new FilterArguments
        {
            ConfigPath = words[1],
            DropsMatches = words[0] == "allowlist",
            Program = words[2],
            ProgramArguments = words[3..].ToArray(),
        };
    }
}
