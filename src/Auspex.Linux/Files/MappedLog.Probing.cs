using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Files;

internal sealed unsafe partial class MappedLog
{
    private const long ProbedBytes = 256 << 10;

    /// <summary>After so many single pages whole parts are passed over: a bad disk may take seconds for each.</summary>
    private const int MaxSingleBytes = 256 * UnreadParts.PageBytes;

    private readonly UnreadParts unread = new();

    /// <summary>Sees to it that bytes can be looked at: NULs, which are no record, take the place of pages that cannot be read.</summary>
    private void Probe(long position, int length)
    {
        for (var part = position / ProbedBytes; part * ProbedBytes < position + length; part++)
        {
            if (Volatile.Read(ref probed[part]) != 0) continue;
            var at = part * ProbedBytes;
            var bytes = Math.Min(ProbedBytes, Length - at);
            if (!IsThere(at, bytes)) PassOver(at, bytes);
            Volatile.Write(ref probed[part], 1);
        }
    }

    private void PassOver(long at, long bytes)
    {
        for (var end = at + bytes; at < end; at += UnreadParts.PageBytes)
        {
            var size = Math.Min(UnreadParts.PageBytes, end - at);
            if (IsThere(at, size)) continue;
            if (unread.Bytes >= MaxSingleBytes) size = end - at;
            unread.Add(at, size, ReasonAt(at));
            Problem = unread.Text;
            _ = Libc.mmap(start + at, (nuint)size, Mman.PROT_READ, Mman.MAP_PRIVATE | Mman.MAP_FIXED | Mman.MAP_ANONYMOUS, -1, 0);
            if (size > UnreadParts.PageBytes) return;
        }
    }

    /// <summary>Has the kernel map pages: where it would end us with SIGBUS it says so. Kernels that cannot (before 5.14) say something else.</summary>
    private bool IsThere(long at, long bytes) =>
        Libc.madvise(start + at, (nuint)bytes, Mman.MADV_POPULATE_READ) == 0 || KernelErrors.Last is not (Errno.EFAULT or Errno.EHWPOISON);

    private string ReasonAt(long at)
    {
        byte one;
        return Libc.pread(fd, &one, 1, at) == 0 ? "it was cut short while it was read" : ErrorWords.Of(Errno.EIO);
    }
}
