namespace Auspex.Tables;

/// <summary>
/// How one argument of a system call is shown. Source: facts/syscall-arg-interpretation.tsv; spec 4.7.
/// </summary>
internal enum ArgumentKind
{
    /// <summary>As a hexadecimal number: an address, a length, or nothing better is known.</summary>
    Hexadecimal = 0,

    /// <summary>A directory's descriptor, or AT_FDCWD.</summary>
    DirectoryDescriptor,

    /// <summary>A signal.</summary>
    Signal,

    /// <summary>A user's id.</summary>
    UserId,

    /// <summary>A group's id.</summary>
    GroupId,

    /// <summary>File type and permissions.</summary>
    Mode,

    /// <summary>Permissions alone.</summary>
    ModeShort,

    /// <summary>Permissions where argument 1 has O_CREAT, otherwise nothing.</summary>
    CreateMode,

    /// <summary>O_ flags.</summary>
    OpenFlags,

    /// <summary>R_OK, W_OK, X_OK.</summary>
    AccessMode,

    /// <summary>AT_ flags of faccessat.</summary>
    AccessFlags,

    /// <summary>AT_ flags of the calls on extended attributes.</summary>
    XattrFlags,

    /// <summary>CLONE_ flags and the signal at exit.</summary>
    CloneFlags,

    /// <summary>MAP_ flags.</summary>
    MmapFlags,

    /// <summary>PROT_ bits of mprotect.</summary>
    Protection,

    /// <summary>PROT_ bits of mmap.</summary>
    MmapProtection,

    /// <summary>MS_ flags.</summary>
    MountFlags,

    /// <summary>MNT_ flags of umount2.</summary>
    UmountFlags,

    /// <summary>MSG_ flags.</summary>
    ReceiveFlags,

    /// <summary>IPC_ and SHM_ flags, and permissions.</summary>
    ShmFlags,

    /// <summary>A clock.</summary>
    Clock,

    /// <summary>A personality.</summary>
    Personality,

    /// <summary>A ptrace request.</summary>
    PtraceRequest,

    /// <summary>A prctl option.</summary>
    PrctlOption,

    /// <summary>Argument 1 of prctl: what it is depends on argument 0.</summary>
    PrctlArgument,

    /// <summary>A resource limit.</summary>
    ResourceLimit,

    /// <summary>A scheduler.</summary>
    Scheduler,

    /// <summary>Whence of lseek.</summary>
    SeekOrigin,

    /// <summary>The exit status of a process.</summary>
    ExitStatus,

    /// <summary>A bpf command.</summary>
    BpfCommand,

    /// <summary>An ioctl request.</summary>
    IoctlRequest,

    /// <summary>A fcntl command.</summary>
    FcntlCommand,

    /// <summary>Argument 2 of fcntl: what it is depends on argument 1.</summary>
    FcntlArgument,

    /// <summary>A fsconfig command.</summary>
    FsconfigCommand,

    /// <summary>FSOPEN_CLOEXEC or nothing.</summary>
    FsopenFlags,

    /// <summary>FSMOUNT_CLOEXEC or nothing.</summary>
    FsmountFlags,

    /// <summary>An epoll_ctl operation.</summary>
    EpollOperation,

    /// <summary>An address family.</summary>
    SocketDomain,

    /// <summary>A socket type.</summary>
    SocketType,

    /// <summary>An internet protocol.</summary>
    SocketProtocol,

    /// <summary>The level of a socket option.</summary>
    SocketLevel,

    /// <summary>A socket option: its table depends on argument 1.</summary>
    SocketOption,

    /// <summary>The call made through socketcall.</summary>
    SocketCall,

    /// <summary>The call made through ipc.</summary>
    IpcCall,
}
