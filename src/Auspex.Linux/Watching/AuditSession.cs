using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.Linux.Native;
using Auspex.Linux.Netlink;
using Auspex.Linux.Procfs;
using Auspex.Linux.Uapi;
using Auspex.Rules;

namespace Auspex.Linux.Watching;

/// <summary>Everything around watching the kernel's audit: takes over what is needed, and puts it back when disposed.</summary>
/// <remarks>
/// Becomes the auditor where none is registered and listens beside it otherwise; it never pushes one out. Switches auditing on,
/// raises the backlog limit and adds the process rules, as far as that is not so already. Rules of others that match first put
/// their own key on an event: do not filter by ours. One thread at a time.
/// </remarks>
internal sealed class AuditSession : IDisposable
{
    private readonly AuditControl control;
    private readonly Takeover takeover;
    private readonly List<SessionNotice> notices = [];
    private AuditReceiver? receiver;
    private bool isClosed;

    private AuditSession(AuditControl control, Takeover takeover)
    {
        this.control = control;
        this.takeover = takeover;
    }

    /// <summary>Receives the records. Owned by the session.</summary>
    public AuditReceiver Receiver => receiver ?? throw new ObjectDisposedException(nameof(AuditSession));

    /// <summary>The control channel, for status lines. Owned by the session.</summary>
    public IAuditControl Control => control;

    /// <summary>How records come.</summary>
    public ReceiveMode Mode => Receiver.Mode;

    /// <summary>What people should know. After <see cref="Close"/>, also what could not be put back.</summary>
    public IReadOnlyList<SessionNotice> Notices => [.. takeover.Notices, .. notices];

    /// <summary>Starts to watch. First puts back what sessions that crashed have left.</summary>
    /// <exception cref="AuditUnavailableException">The kernel's audit cannot be used here; says why, and what still works.</exception>
    /// <exception cref="KernelException">A change was refused; nothing has been changed.</exception>
    /// <exception cref="IOException">The state directory cannot be used.</exception>
    public static AuditSession Start(SessionOptions? options = null)
    {
        options ??= new SessionOptions();
        var control = AuditAvailability.OpenControl(out _);
        AuditSession? session = null;
        try
        {
            var takeover = Prepare(control, options.StateDirectory);
            session = new AuditSession(control, takeover);
            takeover.RestoreLeftovers();
            var rules = ProcessRules.For(System.Text.Encoding.ASCII.GetBytes(Machine.Architecture));
            takeover.Take(options, rules, () => session.Attach(options));
            return session;
        }
        catch
        {
            if (session is null) control.Dispose();
            else session.Close();
            throw;
        }
    }

    /// <summary>
    /// For an auditor who is no session: where one was killed, makers of events still wait only the moment that it had set, and much would be lost.
    /// Does not throw: it is no reason not to start.
    /// </summary>
    public static void RestoreWait(IAuditControl control, string? stateDirectory = null)
    {
        stateDirectory ??= new SessionOptions().StateDirectory;
        if (!Directory.Exists(stateDirectory)) return;
        try
        {
            Prepare(control, stateDirectory).RestoreWait();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the notes are not ours to read
        }
    }

    /// <summary>Reads the status, and registers again where the kernel has dropped us. For use about once a second.</summary>
    /// <exception cref="KernelException">The kernel does not answer.</exception>
    public Registration Check(out AuditStatus status)
    {
        status = control.GetStatus();
        if (Mode == ReceiveMode.Listener || status.AuditorPid == Machine.ProcessId) return Registration.Held;
        return Receiver.TryRenew(control) ? Registration.Renewed : Registration.Lost;
    }

    /// <summary>Puts everything back and stops receiving. Does not throw: what fails is added to <see cref="Notices"/>.</summary>
    public void Close()
    {
        if (isClosed) return;
        isClosed = true;
        takeover.Restore();
        try
        {
            // Last: records that wait would go to the kernel's own log for want of an auditor.
            if (receiver?.Mode == ReceiveMode.Auditor)
            {
                DrainBacklog();
                control.Unregister();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notices.Add(new(NoticeKind.NotRestored, $"Not everything was put back: {FailureWords.Of(e)}"));
        }

        receiver?.Dispose();
        control.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private static Takeover Prepare(IAuditControl control, string stateDirectory)
    {
        var proc = new ProcFs();
        return new Takeover(
            control,
            new SessionDirectory(stateDirectory),
            pid => proc.TryReadStartTicks(pid, out var ticks) ? ticks : null,
            Machine.ProcessId,
            proc.BootId);
    }

    /// <summary>Waits a moment for the records that the kernel still holds to go to our socket, which has room.</summary>
    private void DrainBacklog()
    {
        const int rounds = 50;
        for (var i = 0; i < rounds && control.GetStatus().Backlog > 0; i++) Poller.Sleep(5);
    }

    /// <returns>True as the auditor.</returns>
    private bool Attach(SessionOptions options)
    {
        var auditor = control.GetStatus().AuditorPid;
        if (!options.ListenOnly && !IsAlive(auditor))
        {
            try
            {
                receiver = AuditReceiver.OpenAuditor(control, RoomFor(options, 16 << 20));
                return true;
            }
            catch (KernelException e) when (e.Errno == Errno.EEXIST)
            {
                auditor = control.GetStatus().AuditorPid; // one was faster
            }
        }

        receiver = AuditReceiver.OpenListener(RoomFor(options, 32 << 20));
        if (auditor != 0)
        {
            var added = options.AddRules ? ", and will log the events of our rules too" : "";
            notices.Add(new(NoticeKind.OtherAuditor,
                $"Another auditor (pid {auditor}) receives the events{added}; we listen beside it, and may lose records under load."));
        }

        if (Namespaces.IsOtherNetwork)
        {
            notices.Add(new(NoticeKind.OtherNetworkNamespace,
                "Listeners receive audit records only in the machine's own network namespace: run this outside of the container's."));
        }

        return false;
    }

    private static int RoomFor(SessionOptions options, int usual) =>
        options.ReceiveBufferBytes > 0 ? options.ReceiveBufferBytes : usual;

    /// <summary>The kernel forgets an auditor that died only when it next has something to send.</summary>
    private static bool IsAlive(int auditor) => auditor != 0 && (Libc.kill(auditor, 0) == 0 || KernelErrors.Last == Errno.EPERM);
}
