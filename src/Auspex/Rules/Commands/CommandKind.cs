namespace Auspex.Rules.Commands;

/// <summary>What a step of a command does. Source: auditctl(8); spec 5.3.</summary>
internal enum CommandKind
{
    /// <summary>Tells of a finding: <see cref="CommandStep.Diagnostic"/>. An error ends the command.</summary>
    Say,

    /// <summary><c>-a</c>, <c>-A</c>, <c>-w</c>: adds <see cref="CommandStep.Rule"/>.</summary>
    AddRule,

    /// <summary><c>-d</c>, <c>-W</c>: deletes <see cref="CommandStep.Rule"/>.</summary>
    DeleteRule,

    /// <summary><c>-D</c>: deletes all rules, or those whose keys hold <see cref="CommandStep.Text"/>.</summary>
    DeleteRules,

    /// <summary><c>-l</c>: lists all rules, or those whose keys hold <see cref="CommandStep.Text"/>.</summary>
    ListRules,

    /// <summary><c>-s</c>: shows state and features.</summary>
    ShowStatus,

    /// <summary><c>-e</c>: switches auditing to <see cref="CommandStep.Number"/>.</summary>
    SetEnabled,

    /// <summary><c>-f</c>: sets the failure mode.</summary>
    SetFailure,

    /// <summary><c>-r</c>: sets the records a second that are let through.</summary>
    SetRateLimit,

    /// <summary><c>-b</c>: sets how many records may wait.</summary>
    SetBacklogLimit,

    /// <summary><c>--backlog_wait_time</c>, in the kernel's ticks.</summary>
    SetBacklogWaitTime,

    /// <summary><c>--reset-lost</c>.</summary>
    ResetLost,

    /// <summary><c>--reset_backlog_wait_time_actual</c>.</summary>
    ResetBacklogWaitTimeActual,

    /// <summary><c>--loginuid-immutable</c>.</summary>
    LockLoginUid,

    /// <summary><c>--signal</c>: sends auditd the signal called <see cref="CommandStep.Text"/>.</summary>
    Signal,

    /// <summary><c>-t</c>: trims the trees of watched directories.</summary>
    Trim,

    /// <summary>
    /// <c>-q</c>: makes the subtree <see cref="CommandStep.OtherText"/> part of the watches of mount <see
    /// cref="CommandStep.Text"/>.
    /// </summary>
    MakeEquivalent,

    /// <summary><c>-m</c>: sends <see cref="CommandStep.Text"/> as a record of user space.</summary>
    SendMessage,

    /// <summary><c>-i</c>: goes on after errors and hides them.</summary>
    IgnoreErrors,

    /// <summary><c>-c</c>: goes on after errors and remembers them.</summary>
    ContinueOnErrors,

    /// <summary><c>-v</c>.</summary>
    ShowVersion,

    /// <summary><c>-h</c>.</summary>
    ShowHelp,
}
