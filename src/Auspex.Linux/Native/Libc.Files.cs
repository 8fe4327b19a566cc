using System.Runtime.InteropServices;

namespace Auspex.Linux.Native;

internal static unsafe partial class Libc
{
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int openat(int directory, byte* path, int flags, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint read(int fd, byte* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint pread(int fd, byte* buffer, nuint count, long offset);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint write(int fd, byte* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint pwrite(int fd, byte* buffer, nuint count, long offset);

    /// <summary>Returns the error number itself.</summary>
    [LibraryImport(Library)]
    internal static partial int posix_fallocate(int fd, long offset, long length);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int lockf(int fd, int command, long length);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial long lseek(int fd, long offset, int whence);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint readlinkat(int directory, byte* path, byte* buffer, nuint size);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int faccessat(int directory, byte* path, int mode, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint getdents64(int fd, byte* buffer, nuint size);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int unlink(byte* path);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int flock(int fd, int operation);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int isatty(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int ioctl(int fd, nuint request, void* argument);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int eventfd(uint initial, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fchmod(int fd, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fchown(int fd, uint user, uint group);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int chmod(byte* path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int rename(byte* from, byte* to);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fallocate(int fd, int mode, long offset, long length);

    [LibraryImport(Library)]
    internal static partial int posix_fadvise(int fd, long offset, long length, int advice);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int sync_file_range(int fd, long offset, long count, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fsync(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fdatasync(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int ftruncate(int fd, long length);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fstatfs(int fd, void* result);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int mkdir(byte* path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint lgetxattr(byte* path, byte* name, void* value, nuint size);
}
