namespace Auspex.Processes;

/// <summary>The system calls that a process's life consists of.</summary>
internal enum SyscallKind : byte
{
    Other = 0,
    Fork,
    VFork,
    Clone,
    Clone3,
    Exec,
    Exit,
    ExitGroup,
}
