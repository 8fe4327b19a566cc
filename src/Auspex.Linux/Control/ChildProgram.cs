using System.Text;
using Auspex.Linux.Native;

namespace Auspex.Linux.Control;

/// <summary>Starts a program with the defaults for every signal. Source: posix_spawn(3).</summary>
internal static unsafe class ChildProgram
{
    private const short POSIX_SPAWN_SETSIGDEF = 4;
    private const short POSIX_SPAWN_SETSIGMASK = 8;
    private const short POSIX_SPAWN_SETSID = 0x80;
    private const string Path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private const int AttributeBytes = 512; // more than posix_spawnattr_t (336)
    private const int ActionsBytes = 256; // more than posix_spawn_file_actions_t (80)
    private const int SignalSetBytes = 128; // sigset_t

    /// <summary>Starts it.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="words">Its arguments, its name first.</param>
    /// <param name="pid">Its pid.</param>
    /// <param name="isSession">True to make it the leader of a session of its own.</param>
    /// <returns>errno, 0 for success.</returns>
    internal static int Start(string program, IReadOnlyList<string> words, out int pid, bool isSession = false) =>
        Start(program, words, isSession, null, Libc.Environment, out pid);

    /// <summary>Starts it with <paramref name="input"/> as its standard input and no environment.</summary>
    /// <inheritdoc cref="Start(string, IReadOnlyList{string}, out int, bool)"/>
    internal static int StartPlugin(string program, IReadOnlyList<string> words, int input, out int pid) =>
        StartBare(program, words, input, [], out pid);

    /// <summary>Starts it with nothing of ours but the standard streams; of the environment it has the system's PATH.</summary>
    /// <inheritdoc cref="Start(string, IReadOnlyList{string}, out int, bool)"/>
    internal static int StartHelper(string program, IReadOnlyList<string> words, out int pid) => StartBare(program, words, input: -1, [Path], out pid);

    private static int StartBare(string program, IReadOnlyList<string> words, int input, string[] environment, out int pid)
    {
        var actions = stackalloc byte[ActionsBytes];
        _ = Libc.posix_spawn_file_actions_init(actions);
        if (input >= 0) _ = Libc.posix_spawn_file_actions_adddup2(actions, input, 0);
        _ = Libc.posix_spawn_file_actions_addclosefrom_np(actions, 3);
        using var variables = new WordList(environment);
        var errno = Start(program, words, isSession: false, actions, variables.Pointers, out pid);
        _ = Libc.posix_spawn_file_actions_destroy(actions);
        return errno;
    }

    private static int Start(string program, IReadOnlyList<string> words, bool isSession, void* actions, byte** environment, out int pid)
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
            errno = Libc.posix_spawn(&made, path, actions, attributes, list.Pointers, environment);
        _ = Libc.posix_spawnattr_destroy(attributes);
        pid = made;
        return errno;
    }
}
