using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Logs;

internal sealed partial class LogWriter
{
    /// <summary>With fewer free blocks the disk counts as full. Source: spec 7.4.</summary>
    private const int FullBlocks = 5;

    private const int ENFILE = 23;
    private const int EMFILE = 24;

    private ulong spaceLeft; // mebibytes
    private ulong adminSpaceLeft;
    private bool isSpaceActionDone;
    private bool isAdminActionDone;
    private bool isFullActionDone;

    /// <summary>True once space_left was reached and acted on.</summary>
    public bool IsSpaceActionDone => isSpaceActionDone;

    /// <summary>True once admin_space_left was reached and acted on.</summary>
    public bool IsAdminActionDone => isAdminActionDone;

    /// <summary>space_left in mebibytes, percentages converted.</summary>
    public ulong SpaceLeftMebibytes => spaceLeft;

    /// <summary>admin_space_left in mebibytes.</summary>
    public ulong AdminSpaceLeftMebibytes => adminSpaceLeft;

    /// <summary>The room that is left, or none where there is no log.</summary>
    public LogSpace Space => file is not null && file.GetSpace(out var space) == 0 ? space : default;

    private void ConvertSpace()
    {
        var space = Space;
        spaceLeft = Mebibytes(config.SpaceLeft, space);
        adminSpaceLeft = Mebibytes(config.AdminSpaceLeft, space);
        if (file is not null && spaceLeft <= adminSpaceLeft && (config.SpaceLeft.IsPercent || config.AdminSpaceLeft.IsPercent))
            actions.Tell(3, $"Error - space_left ({spaceLeft}) must be larger than admin_space_left ({adminSpaceLeft})");
    }

    private static ulong Mebibytes(SpaceSetting setting, LogSpace space) =>
        setting.IsPercent ? space.TotalBlocks * setting.Value / 100 * space.BlockBytes >> 20 : setting.Value;

    private void CheckSpace()
    {
        if (file is null || file.GetSpace(out var space) != 0) return;
        if (space.FreeBlocks < FullBlocks)
        {
            OnFull();
            return;
        }

        if (!IsDiskFull) isFullActionDone = false; // written, and room for more: act anew next time
        var free = space.FreeMebibytes;
        if (free < spaceLeft)
        {
            if (!isSpaceActionDone || config.SpaceLeftAction.Action == DaemonAction.Rotate) ActOnSpace(isAdmin: false);
        }
        else if (isSpaceActionDone && config.SpaceLeftAction.Action is DaemonAction.Syslog or DaemonAction.Email)
        {
            isSpaceActionDone = false; // there is room again: tell anew next time
        }

        if (file is null) return;
        if (free < adminSpaceLeft)
        {
            if (!isAdminActionDone || config.AdminSpaceLeftAction.Action == DaemonAction.Rotate) ActOnSpace(isAdmin: true);
        }
        else if (isAdminActionDone && config.AdminSpaceLeftAction.Action is DaemonAction.Syslog or DaemonAction.Email)
        {
            isAdminActionDone = false;
        }
    }

    private void ActOnSpace(bool isAdmin)
    {
        var setting = isAdmin ? config.AdminSpaceLeftAction : config.SpaceLeftAction;
        if (isAdmin) isAdminActionDone = true;
        else isSpaceActionDone = true;
        var full = $"If the disk becomes full, audit will {Verb(config.DiskFullAction.Action)}.";
        var next = isAdmin ? full : $"If the admin space left threshold is reached, audit will {Verb(config.AdminSpaceLeftAction.Action)}. {full}";
        var text = $"Audit daemon is low on disk space for logging. {next}";
        switch (setting.Action)
        {
            case DaemonAction.Ignore:
                break;
            case DaemonAction.Syslog:
                actions.Tell(1, text);
                break;
            case DaemonAction.Rotate:
                MakeRoom(isFull: false);
                break;
            case DaemonAction.Email:
                actions.Tell(1, text);
                actions.Mail(config.MailAccount, isAdmin ? "Audit Admin Space Alert" : "Audit Disk Space Alert", text);
                break;
            default:
                ActHard(setting, isAdmin ? "no admin space left" : "low disk space");
                break;
        }
    }

    private void OnFull()
    {
        IsDiskFull = true;
        var isTold = isFullActionDone;
        if (isTold && config.DiskFullAction.Action != DaemonAction.Rotate) return;
        isFullActionDone = true;
        if (config.DiskFullAction.Action == DaemonAction.Ignore) return;
        if (!isTold) actions.Tell(1, "Audit daemon has no space left on logging partition");
        switch (config.DiskFullAction.Action)
        {
            case DaemonAction.Syslog:
                break;
            case DaemonAction.Rotate:
                MakeRoom(isFull: true);
                break;
            default:
                ActHard(config.DiskFullAction, "no space left on logging partition");
                break;
        }
    }

    private void OnError(string operation, int errno)
    {
        HasDiskError = true;
        if (config.DiskErrorAction.Action == DaemonAction.Ignore && errno is not (EMFILE or ENFILE)) return;
        if (errorNotices++ < MaxErrorNotices)
            actions.Tell(1, $"{operation}: Audit daemon detected an error writing an event to disk ({ErrorWord(errno)})");
        if (errno is EMFILE or ENFILE) return; // not the disk's: it is tried again with each batch
        if (config.DiskErrorAction.Action != DaemonAction.Syslog) ActHard(config.DiskErrorAction, "a disk error");
    }

    /// <summary>Actions after which nothing more is written.</summary>
    private void ActHard(ActionSetting setting, string reason)
    {
        switch (setting.Action)
        {
            case DaemonAction.Exec:
                SuspendWithoutWriting();
                actions.Run(setting.Program!, resumes: false);
                break;
            case DaemonAction.Suspend:
                actions.Tell(1, $"Audit daemon is suspending logging due to {reason}.");
                SuspendWithoutWriting();
                break;
            case DaemonAction.Single:
                actions.Tell(1, $"The audit daemon is now changing the system to single user mode due to {reason}");
                SuspendWithoutWriting();
                actions.EnterSingleUser();
                break;
            case DaemonAction.Halt:
                actions.Tell(1, $"The audit daemon is now halting the system due to {reason}");
                SuspendWithoutWriting();
                actions.Halt();
                break;
            default:
                break;
        }
    }

    /// <summary>What has gathered and cannot be written is counted with the rest.</summary>
    private void SuspendWithoutWriting()
    {
        var rest = pending.Written.ToArray();
        pending.Clear();
        if (rest.Length > 0)
        {
            var written = 0;
            var errno = file is null ? ENOSPC : file.Write(rest, out written);
            if (errno == 0)
            {
                Count(rest);
            }
            else if (file is not null)
            {
                _ = file.Truncate(file.Length - written);
                Lose(rest, rest.AsSpan().Count((byte)'\n'));
            }
        }

        LeaveFile();
        IsSuspended = true;
    }

    private static string Verb(DaemonAction action) => action switch
    {
        DaemonAction.Syslog => "syslog",
        DaemonAction.Rotate => "rotate",
        DaemonAction.Email => "email",
        DaemonAction.Exec => "exec",
        DaemonAction.Suspend => "suspend",
        DaemonAction.Single => "single",
        DaemonAction.Halt => "halt",
        _ => "ignore",
    };

    private static string ErrorWord(int errno) =>
        Tables.ErrnoMessages.Table.TryGetName((uint)errno, out var text) ? System.Text.Encoding.ASCII.GetString(text) : $"error {errno}";
}
