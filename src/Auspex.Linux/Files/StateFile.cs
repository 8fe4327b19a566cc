using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Files;

/// <summary>Writes a small file that a program keeps from one run to the next.</summary>
internal static unsafe class StateFile
{
    private const uint Mode = 0x1A0; // 0640: the group may read, others may not

    /// <summary>Replaces the content of <paramref name="path"/>, or makes it.</summary>
    /// <returns>Why it could not be done, in the words of strerror(3); null when it was.</returns>
    public static string? TryWrite(string path, ReadOnlySpan<byte> content)
    {
        int fd;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            fd = Libc.openat(Fcntl.AT_FDCWD, name, Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_TRUNC | Fcntl.O_CLOEXEC, Mode);
        if (fd < 0) return ErrorWords.Of(KernelErrors.Last);
        try
        {
            var writer = new FdWriter(fd);
            writer.Write(content);
            _ = writer.Flush();
            return null;
        }
        catch (KernelException e)
        {
            return ErrorWords.Of(e.Errno);
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }
}
