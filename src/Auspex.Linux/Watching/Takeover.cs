using Auspex.Kernel;
using Auspex.Linux.Loop;
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
    private readonly List<SessionState> known = []; // sessions that lived when this one began
    private SessionState? taken;

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
        var others = directory.ReadAll().Where(s => !s.IsSameSession(self)).ToList();
        known.AddRange(others.Where(IsAlive));
        foreach (var other in known)
        {
            notices.Add(new(NoticeKind.OtherSession,
                $"Another session of auspex (pid {other.Pid}) is running; its rules and settings are shared."));
        }

        if (known.Count == 0) RestoreAll(others, leftover: true);
    }

    /// <summary>Puts back how long makers of events wait where a dead session has left it short, unless another one lives. All else is the next session's.</summary>
    internal void RestoreWait()
    {
        using var locked = directory.Lock();
        var others = directory.ReadAll().Where(s => string.Equals(s.BootId, self.BootId, StringComparison.Ordinal)).ToList();
        if (others.Exists(IsAlive)) return;
        foreach (var state in others)
        {
            if (state.BacklogWait is { } wait && PutWaitBack(wait)) _ = Try("note that it was", () => directory.Write(state with { BacklogWait = null }));
        }
    }

    /// <summary>Makes the changes. <paramref name="attach"/> is called when there is room for records but none are made yet.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="rules">The process rules of this machine.</param>
    /// <param name="attach">Begins to receive, and tells whether as the auditor, for whom the kernel waits.</param>
    /// <exception cref="KernelException">A change was refused; all of them have been undone.</exception>
    internal void Take(SessionOptions options, IReadOnlyList<RuleWire> rules, Func<bool> attach)
    {
        using var _ = directory.Lock();
        var status = control.GetStatus();
        var state = Plan(status, options, rules.Count > 0);
        directory.Write(state);
        taken = state;
        try
        {
            if (state.BacklogLimit is { } limit) control.SetBacklogLimit(limit.New);
            if (!attach() && state.BacklogWait is not null) directory.Write(taken = state = state with { BacklogWait = null });
            if (state.BacklogWait is { } wait) control.SetBacklogWaitTime(wait.New);
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

    /// <summary>Puts everything back, also where the folder with the notes has gone. Does not throw: what fails becomes a notice.</summary>
    internal void Restore()
    {
        if (taken is null) return;
        using var _ = TryLock();
        RestoreLocked();
    }

    private IDisposable? TryLock()
    {
        try
        {
            return directory.Lock();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // to put back is worth more than to keep others out
        }
    }

    private void RestoreLocked()
    {
        var mine = taken!;
        taken = null;
        var states = ReadStates(mine);

        // The file stays: whoever of the others ends last finds it to be a dead session's. But the kernel waits for this one no longer.
        if (states.Exists(s => s != mine && IsAlive(s)))
        {
            if (mine.BacklogWait is { } wait && PutWaitBack(wait)) mine = mine with { BacklogWait = null };
            _ = Try("leave a note of what is shared with other sessions", () => directory.Write(mine));
            return;
        }

        if (RestoreAll(states, leftover: false)) Verify(states);
    }

    /// <summary>What this session changed, and what others that have ended since it began: as noted, and where the notes have gone, as remembered.</summary>
    private List<SessionState> ReadStates(SessionState mine)
    {
        var states = new List<SessionState>();
        _ = Try("read the notes of what was changed", () => states.AddRange(directory.ReadAll()));
        var at = states.FindIndex(mine.IsSameSession);
        if (at >= 0) states[at] = mine;
        else states.Insert(0, mine);
        states.AddRange(known.Where(k => !states.Exists(k.IsSameSession)));
        return states;
    }

    /// <summary>Looks whether it is as it was: who changed the machine says what is left of it.</summary>
    private void Verify(IReadOnlyList<SessionState> states) => Try("see whether everything was put back", () =>
    {
        var status = control.GetStatus();
        if (states.Any(s => s.Rules) && control.ListRules().Any(r => r.HasKey(ProcessRules.Key))) AddNotRestored("Rules of auspex are still loaded.");
        var oldest = states[^1];
        if (oldest.Enabled is { } enabled && status.Enabled != EnabledState.Locked && (uint)status.Enabled == enabled.New) AddNotRestored("Auditing is still on.");
        if (oldest.BacklogLimit is { } limit && status.BacklogLimit == limit.New) AddNotRestored("The backlog limit is still the raised one.");
    });

    private void AddNotRestored(string sentence) => notices.Add(new(NoticeKind.NotRestored, $"Not everything was put back: {sentence}"));

    private SessionState Plan(AuditStatus status, SessionOptions options, bool hasRules)
    {
        var state = self;
        if (status.Enabled == EnabledState.Locked) return state;
        if (status.Enabled == EnabledState.Off)
            state = state with { Enabled = new ChangedWord((uint)EnabledState.Off, (uint)EnabledState.On) };
        if (status.BacklogLimit != 0 && status.BacklogLimit < options.MinBacklogLimit)
            state = state with { BacklogLimit = new ChangedWord(status.BacklogLimit, options.MinBacklogLimit) };
        var wait = (uint)Math.Max(1, options.BacklogWait.TotalNanoseconds / Clock.TickNanoseconds);
        if (options.BacklogWait > TimeSpan.Zero && status.BacklogWaitTime > wait)
            state = state with { BacklogWait = new ChangedWord(status.BacklogWaitTime, wait) };
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

    /// <returns>False when something failed.</returns>
    private bool RestoreAll(IReadOnlyList<SessionState> states, bool leftover)
    {
        var all = true;
        foreach (var state in states)
        {
            // A state of another boot says nothing of this one: everything began anew.
            var done = !string.Equals(state.BootId, self.BootId, StringComparison.Ordinal) || TryRestore(state);
            if (done) _ = Try("remove the note of what was changed", () => directory.Delete(state.Pid));
            all &= done;
            if (done && leftover)
            {
                notices.Add(new(NoticeKind.LeftoverRestored,
                    $"A session of auspex that ended without cleaning up (pid {state.Pid}) was cleaned up after."));
            }
        }

        return all;
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

        if (state.BacklogWait is { } wait) ok &= PutWaitBack(wait);
        return ok;
    }

    private bool PutWaitBack(ChangedWord wait) => Try("set the backlog wait back", () =>
    {
        if (control.GetStatus().BacklogWaitTime == wait.New) control.SetBacklogWaitTime(wait.Old);
    });

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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
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
