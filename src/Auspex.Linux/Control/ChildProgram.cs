using System.Text;
using Auspex.Linux.Native;

namespace Auspex.Linux.Control;

/// <summary>Starts a program with the defaults for every signal. Source: posix_spawn(3).</summary>
internal static unsafe class ChildProgram
{
    private const short POSIX_SPAWN_SETSIGDEF = 4;
    private const short POSIX_SPAWN_SETSIGMASK = 8;
    private const short POSIX_SPAWN_SETSID = 0x80;
    private const int AttributeBytes = 512; // more than posix_spawnattr_t (336)
    private const int SignalSetBytes = 128; // sigset_t

    /// <summary>Starts it.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="words">Its arguments, its name first.</param>
    /// <param name="pid">Its pid.</param>
    /// <param name="isSession">True to make it the leader of a session of its own.</param>
    /// <returns>errno, 0 for success.</returns>
    internal static int Start(string program, IReadOnlyList<string> words, out int pid, bool isSession = false)
    {
        var attributes = stackalloc byte[AttributeBytes];
        var every = stackalloc byte[SignalSetBytes];
        var none = stackalloc byte[SignalSetBytes];
        new Span<byte>(every, SignalSetBytes).Fill(0xFF);
        new Span<byte>(none, SignalSetBytes).Clear();
        _ = Libc.posix_spawnattr_init(attributes);
        _ = Libc.posix_spawnattr_setsigdefault(attributes, every);
        _ = Libc.posix_spawnattr_setsigmask(attributes, none);
        var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (isSession ? POSIX_SPAWN_SETSID : 0);
        _ = Libc.posix_spawnattr_setflags(attributes, (short)flags);
        using var list = new WordList(words);
        int made;
        int errno;
        fixed (byte* path = Encoding.UTF8.GetBytes(program + '\0'))
            errno = Libc.posix_spawn(&made, path, null, attributes, list.Pointers, Libc.Environment);
        _ = Libc.posix_spawnattr_destroy(attributes);
        pid = made;
        return errno;
    }
}
