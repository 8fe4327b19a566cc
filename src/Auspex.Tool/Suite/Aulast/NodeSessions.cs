namespace Auspex.Tool.Suite.Aulast;

/// <summary>What is known of one machine: who is logged in, and whether it went down in good order.</summary>
/// <remarks>
/// A machine goes down in good order when SYSTEM_SHUTDOWN says so, or when auditd had ended (DAEMON_END) before the start of auditd that
/// comes with the next boot: whoever is logged in then is "down". Only otherwise it has crashed (docs/differences.md, false-crash).
/// </remarks>
internal sealed class NodeSessions
{
    private readonly Dictionary<uint, LoginSession> open = [];
    private Moment? shutdown;
    private Moment? daemonEnd;
    private Moment? daemonEndBeforeStart;

    /// <summary>The machine's kernel, where auditd told it.</summary>
    internal byte[] Kernel { get; private set; } = "?"u8.ToArray();

    /// <summary>The boot since which it runs, where it was seen.</summary>
    internal LoginSession? Boot { get; private set; }

    /// <summary>The session of that number, if it is open and of that user and process.</summary>
    internal LoginSession? Find(uint session, uint auid, int pid) =>
        open.TryGetValue(session, out var found) && found.Auid == auid && found.Pid == pid ? found : null;

    /// <summary>Takes out the session of that number: another one has it now.</summary>
    internal LoginSession? TakeGone(uint session, long time)
    {
        if (!open.Remove(session, out var gone)) return null;
        Close(gone, SessionState.Gone, new Moment(time, 0));
        return gone;
    }

    /// <summary>Adds a session.</summary>
    internal void Add(LoginSession session) => open.Add(session.SessionId, session);

    /// <summary>Forgets a session.</summary>
    internal void Remove(LoginSession session) => open.Remove(session.SessionId);

    /// <summary>auditd has started on <paramref name="kernel"/>.</summary>
    internal void StartDaemon(ReadOnlySpan<byte> kernel)
    {
        if (!kernel.IsEmpty) Kernel = kernel.ToArray();
        daemonEndBeforeStart = daemonEnd;
        daemonEnd = null;
    }

    /// <summary>auditd has ended.</summary>
    internal void EndDaemon(long time, ulong serial) => daemonEnd = new Moment(time, serial);

    /// <summary>The machine goes down; sessions may still be closed.</summary>
    /// <returns>The boot that ends by it.</returns>
    internal LoginSession? ShutDown(long time, ulong serial)
    {
        shutdown = new Moment(time, serial);
        var ended = Boot;
        Boot = null;
        if (ended is not null) Close(ended, SessionState.LoggedOut, shutdown.Value);
        return ended;
    }

    /// <summary>The machine has started anew: nothing of before goes on.</summary>
    /// <returns>What ends by it, in the order in which it began.</returns>
    internal IReadOnlyList<LoginSession> Restart(LoginSession boot)
    {
        var down = shutdown ?? daemonEndBeforeStart ?? daemonEnd;
        var ended = Remaining();
        foreach (var session in ended)
        {
            if (down is { } moment && session.Start <= moment.Time) Close(session, SessionState.Down, moment);
            else Close(session, SessionState.Crash, new Moment(boot.Start, boot.StartSerial));
        }

        open.Clear();
        (shutdown, daemonEnd, daemonEndBeforeStart) = (null, null, null);
        Boot = boot;
        return ended;
    }

    /// <summary>The log has ended.</summary>
    /// <returns>What is still open, or was when the machine went down, in the order in which it began.</returns>
    internal IReadOnlyList<LoginSession> End()
    {
        var left = Remaining();
        foreach (var session in left)
        {
            if (shutdown is { } down && session.Start <= down.Time) Close(session, SessionState.Down, down);
        }

        return left;
    }

    private static void Close(LoginSession session, SessionState state, Moment moment)
    {
        session.State = state;
        session.End = moment.Time;
        session.EndSerial = moment.Serial;
    }

    private List<LoginSession> Remaining()
    {
        var all = new List<LoginSession>(open.Values);
        if (Boot is not null) all.Add(Boot);
        all.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return all;
    }

    private readonly record struct Moment(long Time, ulong Serial);
}
