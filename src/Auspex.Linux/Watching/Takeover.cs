using Auspex.Kernel;
using Auspex.Linux.Uapi;
using Auspex.Rules;

namespace Auspex.Linux.Watching;

/// <summary>Changes in the kernel's audit what watching needs, and puts it back.</summary>
/// <remarks>
/// What will be changed is written down before it is. A setting is put back only while it still is as we set it: whoever changed it
/// since has the last word. With several sessions, the last one to end puts back what all of them changed.
/// </remarks>
internal sealed class Takeover
{
    private readonly IAuditControl control;
    private readonly SessionDirectory directory;
    private readonly Func<int, long?> startTicksOf;
    private readonly SessionState self;
    private readonly List<SessionNotice> notices = [];
    private bool isTaken;

    /// <summary>Prepares; changes nothing yet.</summary>
    /// <param name="control">The kernel.</param>
    /// <param name="directory">Where to write it down.</param>
    /// <param name="startTicksOf">When the process of a pid started, null when there is none.</param>
    /// <param name="pid">Our own pid.</param>
    /// <param name="bootId">This boot.</param>
    internal Takeover(
        IAuditControl control, SessionDirectory directory, Func<int, long?> startTicksOf, int pid, string bootId)
    {
        this.control = control;
        this.directory = directory;
        this.startTicksOf = startTicksOf;
        self = new SessionState { BootId = bootId, Pid = pid, StartTicks = startTicksOf(pid) ?? 0 };
    }

    /// <summary>What people should know, so far.</summary>
    internal IReadOnlyList<SessionNotice> Notices => notices;

    /// <summary>Puts back what dead sessions left, unless a living one still needs it.</summary>
    internal void RestoreLeftovers()
    {
        using var _ = directory.Lock();
        var others = directory.ReadAll().Where(s => s.Pid != self.Pid || s.StartTicks != self.StartTicks).ToList();
        foreach (var other in others.Where(IsAlive))
        {
            notices.Add(new(NoticeKind.OtherSession,
                $"Another session of auspex (pid {other.Pid}) is running; its rules and settings are shared."));
        }

        if (!others.Exists(IsAlive)) RestoreAll(others, leftover: true);
    }

    /// <summary>Makes the changes. <paramref name="attach"/> is called when there is room for records but none are made yet.</summary>
    /// <exception cref="KernelException">A change was refused; all of them have been undone.</exception>
    internal void Take(SessionOptions options, IReadOnlyList<RuleWire> rules, Action attach)
    {
        using var _ = directory.Lock();
        var status = control.GetStatus();
        var state = Plan(status, options, rules.Count > 0);
        directory.Write(state);
        isTaken = true;
        try
        {
            if (state.BacklogLimit is { } limit) control.SetBacklogLimit(limit.New);
            attach();
            if (state.Rules) AddRules(rules);
            if (state.Enabled is not null) control.SetEnabled(EnabledState.On);
        }
        catch
        {
            RestoreLocked();
            throw;
        }

        Judge(status, rules, state);
    }

    /// <summary>Puts everything back. Does not throw: what fails becomes a notice.</summary>
    internal void Restore()
    {
        if (!isTaken) return;
        using var _ = directory.Lock();
        RestoreLocked();
    }

    private void RestoreLocked()
    {
        isTaken = false;
        var states = directory.ReadAll();
        var others = states.Where(s => s.Pid != self.Pid || s.StartTicks != self.StartTicks).ToList();

        // The file stays: whoever of the others ends last finds it to be a dead session's.
        if (others.Exists(IsAlive)) return;
        RestoreAll(states, leftover: false);
    }

    private SessionState Plan(AuditStatus status, SessionOptions options, bool hasRules)
    {
        var state = self;
        if (status.Enabled == EnabledState.Locked) return state;
        if (status.Enabled == EnabledState.Off)
            state = state with { Enabled = new ChangedWord((uint)EnabledState.Off, (uint)EnabledState.On) };
        if (status.BacklogLimit != 0 && status.BacklogLimit < options.MinBacklogLimit)
            state = state with { BacklogLimit = new ChangedWord(status.BacklogLimit, options.MinBacklogLimit) };
        return state with { Rules = options.AddRules && hasRules };
    }

    private void AddRules(IReadOnlyList<RuleWire> rules)
    {
        foreach (var rule in rules)
        {
            try
            {
                control.AddRule(rule);
            }
            catch (KernelException e) when (e.Errno == Errno.EEXIST)
            {
                // Another session's, or left by one: ours as well from now on.
            }
        }
    }

    private void RestoreAll(IReadOnlyList<SessionState> states, bool leftover)
    {
        foreach (var state in states)
        {
            // A state of another boot says nothing of this one: everything began anew.
            var done = !string.Equals(state.BootId, self.BootId, StringComparison.Ordinal) || TryRestore(state);
            if (done) directory.Delete(state.Pid);
            if (done && leftover)
            {
                notices.Add(new(NoticeKind.LeftoverRestored,
                    $"A session of auspex that ended without cleaning up (pid {state.Pid}) was cleaned up after."));
            }
        }
    }

    private bool TryRestore(SessionState state)
    {
        var ok = true;
        if (state.Rules) ok &= Try("remove the rules of auspex", DeleteRules);
        if (state.Enabled is { } enabled)
        {
            ok &= Try("switch auditing back", () =>
            {
                if ((uint)control.GetStatus().Enabled == enabled.New) control.SetEnabled((EnabledState)enabled.Old);
            });
        }

        if (state.BacklogLimit is { } limit)
        {
            ok &= Try("set the backlog limit back", () =>
            {
                if (control.GetStatus().BacklogLimit == limit.New) control.SetBacklogLimit(limit.Old);
            });
        }

        return ok;
    }

    private void DeleteRules()
    {
        foreach (var rule in control.ListRules())
        {
            if (rule.HasKey(ProcessRules.Key)) control.DeleteRule(rule);
        }
    }

    private bool Try(string what, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (KernelException e)
        {
            notices.Add(new(NoticeKind.NotRestored, $"Could not {what}: {FailureWords.Of(e)}"));
            return false;
        }
    }

    private bool IsAlive(SessionState state) =>
        string.Equals(state.BootId, self.BootId, StringComparison.Ordinal) && startTicksOf(state.Pid) == state.StartTicks;

    private void Judge(AuditStatus before, IReadOnlyList<RuleWire> rules, SessionState state) =>
        notices.AddRange(SessionNotices.Judge(before, control.ListRules(), rules, state.Rules));
}
