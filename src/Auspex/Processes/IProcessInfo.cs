namespace Auspex.Processes;

/// <summary>What the machine itself can say of a process that still lives: /proc, or a table in tests.</summary>
internal interface IProcessInfo
{
    /// <summary>The first eight hexadecimal digits of the boot's id, or eight zeros where it is unknown.</summary>
    string BootId { get; }

    /// <summary>Everything that lives now, in no order. Threads are not listed.</summary>
    IEnumerable<ProcessSnapshot> ReadAll();

    /// <summary>One process.</summary>
    /// <returns>False when no process of that pid lives, or it may not be read at all.</returns>
    bool TryRead(int pid, out ProcessSnapshot snapshot);

    /// <summary>Whether <paramref name="id"/> is a process of its own, a thread of another, or gone.</summary>
    TaskKind Classify(int id);

    /// <summary>The inode number of the file that <paramref name="path"/> names now, in the initial mount namespace.</summary>
    /// <returns>False when there is none.</returns>
    bool TryReadInode(ReadOnlySpan<byte> path, out ulong inode);
}
