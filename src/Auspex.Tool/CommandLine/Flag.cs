namespace Auspex.Tool.CommandLine;

/// <summary>One option of a command, as data: parsing, help, man page and completion all come from it.</summary>
/// <param name="Name">The long name, without dashes.</param>
/// <param name="Value">What its value is called in the help, or null when it takes none.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Short">The one-letter name, or NUL.</param>
internal sealed record Flag(string Name, string? Value, string Help, char Short = '\0')
{
    /// <summary>True when it may be given several times.</summary>
    internal bool IsRepeatable { get; init; }
}
