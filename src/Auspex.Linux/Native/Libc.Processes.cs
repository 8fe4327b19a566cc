using System.Runtime.InteropServices;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Native;

internal static unsafe partial class Libc
{
    [LibraryImport(Library)]
    internal static partial int getpid();

    [LibraryImport(Library)]
    internal static partial int getppid();

    [LibraryImport(Library)]
    internal static partial uint geteuid();

    /// <summary>Both sets are sigset_t, 128 bytes. Returns the error number itself.</summary>
    [LibraryImport(Library)]
    internal static partial int pthread_sigmask(int how, void* signals, void* former);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int signalfd(int fd, void* signals, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int kill(int pid, int signal);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int tgkill(int group, int thread, int signal);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int acct(byte* path);

    /// <summary>Returns the error number itself.</summary>
    [LibraryImport(Library)]
    internal static partial int posix_spawn(
        int* pid, byte* path, void* fileActions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int waitpid(int pid, int* status, int options);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int nice(int increment);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int setpriority(int which, uint who, int priority);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int chdir(byte* path);

    /// <summary>Returns the one before.</summary>
    [LibraryImport(Library)]
    internal static partial uint umask(uint mask);

    /// <summary>Returns only when it fails.</summary>
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int execve(byte* path, byte** arguments, byte** environment);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int pipe2(int* ends, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int dup2(int old, int wanted);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int clock_gettime(int clock, timespec* time);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int clock_getres(int clock, timespec* time);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int adjtimex(void* timex);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int uname(byte* names);

    [LibraryImport(Library)]
    internal static partial long sysconf(int name);

    /// <summary>Returns the error number itself.</summary>
    [LibraryImport(Library)]
    internal static partial int getpwuid_r(uint uid, void* entry, byte* buffer, nuint size, void** result);

    [LibraryImport(Library)]
    internal static partial int getpwnam_r(byte* name, void* entry, byte* buffer, nuint size, void** result);

    /// <summary>Returns the error number itself.</summary>
    [LibraryImport(Library)]
    internal static partial int getgrnam_r(byte* name, void* entry, byte* buffer, nuint size, void** result);

    /// <summary>Returns the error number itself.</summary>
    [LibraryImport(Library)]
    internal static partial int getgrgid_r(uint gid, void* entry, byte* buffer, nuint size, void** result);

    [LibraryImport(Library)]
    internal static partial void setpwent();

    /// <summary>Returns an entry that is the C library's, or null.</summary>
    [LibraryImport(Library)]
    internal static partial void* getpwent();

    [LibraryImport(Library)]
    internal static partial void endpwent();

    /// <summary>For calls that the C library has no function for, or not everywhere.</summary>
    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint syscall(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int gethostname(byte* name, nuint size);

    [LibraryImport(Library)]
    internal static partial int ttyname_r(int fd, byte* name, nuint size);

    [LibraryImport(Library)]
    internal static partial int posix_spawn_file_actions_init(void* actions);

    [LibraryImport(Library)]
    internal static partial int posix_spawn_file_actions_adddup2(void* actions, int fd, int wanted);

    /// <summary>Since glibc 2.34.</summary>
    [LibraryImport(Library)]
    internal static partial int posix_spawn_file_actions_addclosefrom_np(void* actions, int from);

    [LibraryImport(Library)]
    internal static partial int posix_spawn_file_actions_destroy(void* actions);

    [LibraryImport(Library)]
    internal static partial int posix_spawnattr_init(void* attributes);

    [LibraryImport(Library)]
    internal static partial int posix_spawnattr_destroy(void* attributes);

    [LibraryImport(Library)]
    internal static partial int posix_spawnattr_setflags(void* attributes, short flags);

    [LibraryImport(Library)]
    internal static partial int posix_spawnattr_setsigdefault(void* attributes, void* signals);

    [LibraryImport(Library)]
    internal static partial int posix_spawnattr_setsigmask(void* attributes, void* signals);

    /// <summary>The environment that the process was started with, as C has it.</summary>
    internal static byte** Environment =>
        *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int getrlimit(int resource, ulong* limits);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint signal(int number, nint handler);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int setrlimit(int resource, ulong* limits);
}
