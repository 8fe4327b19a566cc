using Auspex.Tables;

namespace Auspex.Outputs.SearchFormats;

/// <summary>The fields that ECS has no place for: they stand under <c>auditd.data</c> by their own names, as auditbeat has them.</summary>
internal static class EcsData
{
    private static readonly KnownField[] Fields =
    [
        KnownField.AppArmor, KnownField.Arch, KnownField.Blockers, KnownField.Bus, KnownField.Capability, KnownField.Capname, KnownField.Class,
        KnownField.DeniedMask, KnownField.Domain, KnownField.Enforcing, KnownField.Error, KnownField.Exit, KnownField.Family, KnownField.Info,
        KnownField.Interface, KnownField.Label, KnownField.Lsm, KnownField.Mask, KnownField.Member, KnownField.New, KnownField.Obj, KnownField.Old,
        KnownField.OldEnforcing, KnownField.Op, KnownField.Operation, KnownField.Peer, KnownField.PeerLabel, KnownField.Permissive,
        KnownField.Profile, KnownField.Reason, KnownField.RequestedMask, KnownField.Res, KnownField.Result, KnownField.Scontext,
        KnownField.Signal, KnownField.SockType, KnownField.Status, KnownField.Syscall, KnownField.Target, KnownField.Tclass, KnownField.Tcontext,
        KnownField.Terminal, KnownField.Tty, KnownField.Unit,
    ];

    private static readonly sbyte[] Indexes = [.. Enumerable.Range(0, KnownFields.Count).Select(f => (sbyte)Array.IndexOf(Fields, (KnownField)f))];

    /// <summary>Which of the fields <paramref name="field"/> is: 0 to 63, or -1.</summary>
    public static int IndexOf(KnownField field) => Indexes[(int)field];
}
