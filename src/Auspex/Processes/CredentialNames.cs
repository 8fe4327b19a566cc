namespace Auspex.Processes;

/// <summary>Names of users as an enriched record carries them: those of the machine that wrote it, whoever reads it.</summary>
/// <remarks>Null where the record says nothing; empty where the writing machine knew no name.</remarks>
internal sealed class CredentialNames
{
    /// <summary>Who logged in.</summary>
    public byte[]? Auid { get; init; }

    /// <summary>The real user.</summary>
    public byte[]? Uid { get; init; }

    /// <summary>The effective user.</summary>
    public byte[]? Euid { get; init; }
}
