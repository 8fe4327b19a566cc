namespace Auspex.Rules.Lint;

/// <summary>What rules presume of the machine's files. Implementations: the machine itself, and a fixed one in tests.</summary>
internal interface IFileFacts
{
    /// <summary>The paths at which filesystems are mounted.</summary>
    IReadOnlyList<string> MountPoints { get; }

    /// <summary>Programs that run with other rights than their caller's: set-user-id and set-group-id files, full paths.</summary>
    /// <remarks>Found by a search, which costs: asked for only where it matters.</remarks>
    IReadOnlyList<string> PrivilegedPrograms { get; }

    /// <summary>False when that search ended before it had seen all.</summary>
    bool KnowsAllPrograms { get; }

    /// <summary>True when <paramref name="path"/> is such a program.</summary>
    bool IsPrivileged(string path);

    /// <summary>What stands at <paramref name="path"/>, links followed.</summary>
    PathKind Find(ReadOnlySpan<byte> path);
}
