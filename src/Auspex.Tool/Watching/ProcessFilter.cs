using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Which steps are shown. All given conditions must hold; of several values of one condition, one.</summary>
internal sealed class ProcessFilter
{
    private const int InTree = 1;

    internal IReadOnlyList<int> Pids { get; init; } = [];

    /// <summary>Roots: they and all that descends from them.</summary>
    internal IReadOnlyList<int> Trees { get; init; } = [];

    internal IReadOnlyList<WantedUser> Users { get; init; } = [];

    internal IReadOnlyList<WantedUser> LoginUsers { get; init; } = [];

    internal IReadOnlyList<Glob> Images { get; init; } = [];

    internal IReadOnlyList<byte[]> Keys { get; init; } = [];

    internal IReadOnlyList<ProcessEventKind> Kinds { get; init; } = [];

    /// <summary>After all steps: users that neither a record nor this machine knows.</summary>
    internal IEnumerable<string> Complaints => Users.Concat(LoginUsers).Where(u => u is { IsForeign: true, IsSeen: false })
        .Select(u => $"no user is called '{u.Name}', neither in the logs nor on this machine");

    /// <summary>True where something is left out.</summary>
    internal bool IsActive => Pids.Count + Trees.Count + Users.Count + LoginUsers.Count + Images.Count + Keys.Count + Kinds.Count > 0;

    /// <summary>Whether <paramref name="step"/> is shown. Must be asked for every step, since marks pass from parent to child.</summary>
    internal bool Shows(in ProcessEvent step)
    {
        var process = step.Process;
        if (Trees.Count > 0 && process.Mark == 0 && IsInTree(process)) process.Mark = InTree;
        if (Trees.Count > 0 && process.Mark == 0) return false;
        return (Kinds.Count == 0 || Kinds.Contains(step.Kind))
            && (Pids.Count == 0 || Pids.Contains(process.Pid))
            && (Users.Count == 0 || ActsAs(process.Credentials))
            && (LoginUsers.Count == 0 || LoggedInAs(process.Credentials))
            && (Images.Count == 0 || Matches(process.Image.Exe))
            && (Keys.Count == 0 || HasKey(step.AuditKey));
    }

    /// <summary>By ancestors: also for processes that were there before watching began.</summary>
    private bool IsInTree(TrackedProcess process)
    {
        var depth = 0;
        for (var p = process; p is not null && depth < 1024; p = p.Parent, depth++)
        {
            if (p.Mark == InTree || Trees.Contains(p.Pid)) return true;
        }

        return false;
    }

    private bool ActsAs(in Credentials who)
    {
        foreach (var user in Users)
        {
            if (user.Is(who.Uid, who.Names?.Uid) || user.Is(who.Euid, who.Names?.Euid)) return true;
        }

        return false;
    }

    private bool LoggedInAs(in Credentials who)
    {
        foreach (var user in LoginUsers)
        {
            if (user.Is(who.Auid, who.Names?.Auid)) return true;
        }

        return false;
    }

    private bool Matches(byte[]? exe)
    {
        if (exe is null) return false;
        foreach (var image in Images)
        {
            if (image.Matches(exe)) return true;
        }

        return false;
    }

    /// <summary>Several keys of one record stand in one value with 0x01 between them.</summary>
    private bool HasKey(ReadOnlySpan<byte> keys)
    {
        while (!keys.IsEmpty)
        {
            var end = keys.IndexOf((byte)1);
            var key = end < 0 ? keys : keys[..end];
            foreach (var wanted in Keys)
            {
                if (key.SequenceEqual(wanted)) return true;
            }

            keys = end < 0 ? default : keys[(end + 1)..];
        }

        return false;
    }
}
