using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Normalization;

/// <content>What a system call did, by its name.</content>
public sealed partial class EventNormalizer
{
    private void NormalizeSyscall(LogEvent e)
    {
        scratch.Clear();
        if (main.Has(KnownField.Syscall)) Interpret(main, KnownField.Syscall, scratch);
        var call = scratch.Written;
        switch ((SyscallClass)SyscallClasses.Of(call))
        {
            case SyscallClass.ChangePermissions:
                SetAction("changed-file-permissions-of"u8);
                Take(EventPart.Target, main, call.StartsWith("fchmodat"u8) ? KnownField.A2 : KnownField.A1);
                TakeFile(e, ObjectKind.File);
                break;
            case SyscallClass.ChangeOwner:
                SetAction("changed-file-ownership-of"u8);
                TakeOwner(call.StartsWith("fchownat"u8) ? KnownField.A2 : KnownField.A1);
                TakeFile(e, ObjectKind.File);
                break;
            case SyscallClass.LoadModule:
                SetDeed("loaded-kernel-module"u8, ObjectKind.File);
                break;
            case SyscallClass.UnloadModule:
                SetDeed("unloaded-kernel-module"u8, ObjectKind.File);
                break;
            case SyscallClass.Mount:
                SetAction("mounted"u8);
                TakeMount(e);
                break;
            case SyscallClass.Rename:
                SetAction("renamed"u8);
                TakePair(e, objectIsFirst: true);
                break;
            case SyscallClass.Symlink:
                SetAction("symlinked"u8);
                TakePair(e, objectIsFirst: false);
                break;
            case SyscallClass.StatFileSystem:
                SetAction("checked-filesystem-metadata-of"u8);
                TakeFile(e, ObjectKind.FileSystem);
                break;
            case SyscallClass.Unmount:
                SetAction("unmounted"u8);
                TakeFile(e, ObjectKind.FileSystem);
                break;
            case SyscallClass.MakeDevice:
                TakeFile(e, ObjectKind.File);
                SetAction(ObjectKind == ObjectKind.CharacterDevice ? "made-character-device"u8
                    : ObjectKind == ObjectKind.BlockDevice ? "made-block-device"u8 : "make-device"u8);
                break;
            case SyscallClass.Signal:
                TakeProcesses(e);
                break;
            case var other when SocketAction(other) is { IsEmpty: false } word:
                SetDeed(word, ObjectKind.Socket);
                TakeAddress(e);
                break;
            case var other when FileAction(other) is { IsEmpty: false } word:
                SetAction(word);
                TakeFile(e, ObjectKind.File);
                break;
            case var other:
                NormalizeSystemCall(other, call);
                break;
        }
    }

    /// <summary>Calls that act on one file, and say no more about it.</summary>
    private static ReadOnlySpan<byte> FileAction(SyscallClass group) => group switch
    {
        SyscallClass.File => "opened-file"u8,
        SyscallClass.ChangeAttributes => "changed-file-attributes-of"u8,
        SyscallClass.MakeDirectory => "created-directory"u8,
        SyscallClass.Stat => "checked-metadata-of"u8,
        SyscallClass.Delete => "deleted"u8,
        SyscallClass.ChangeTime => "changed-timestamp-of"u8,
        SyscallClass.Execute => "executed"u8,
        _ => default,
    };

    private static ReadOnlySpan<byte> SocketAction(SyscallClass group) => group switch
    {
        SyscallClass.Accept => "accepted-connection-from"u8,
        SyscallClass.Bind => "bound-socket"u8,
        SyscallClass.Connect => "connected-to"u8,
        SyscallClass.Receive => "received-from"u8,
        SyscallClass.Send => "sent-to"u8,
        _ => default,
    };

    /// <summary>Calls that change the process itself, or the system.</summary>
    private void NormalizeSystemCall(SyscallClass group, ReadOnlySpan<byte> call)
    {
        switch (group)
        {
            case SyscallClass.ChangeUser or SyscallClass.ChangeGroup:
                TakeIdentity(call);
                SetProgram("changed-identity-of"u8, call);
                break;
            case SyscallClass.Scheduler:
                SetProgram("adjusted-scheduling-policy-of"u8, call);
                break;
            case SyscallClass.SecurityPolicy:
                SetProgram("adjusted-security-policy-of"u8, call);
                break;
            case SyscallClass.SecurityAttributes:
                SetDeed("retrieved-security-attr-of"u8, ObjectKind.Process);
                Take(EventPart.Object, main, ProgramField());
                break;
            case SyscallClass.SecurityModules:
                SetDeed("listed-security-modules"u8, ObjectKind.SecurityModules);
                break;
            case SyscallClass.SystemTime:
                SetDeed("changed-system-time"u8, ObjectKind.System);
                break;
            case SyscallClass.SystemName:
                SetDeed("changed-system-name"u8, ObjectKind.System);
                break;
            case SyscallClass.Memory:
                var isIn = Result == EventResult.Success && Take(EventPart.Object, main, KnownField.Comm);
                SetDeed(isIn ? "allocated-memory-in"u8 : "allocated-memory"u8, ObjectKind.Memory);
                break;
            default:
                SetDeed(Has(EventPart.Key) ? "triggered-audit-rule"u8 : "triggered-unknown-audit-rule"u8, ObjectKind.AuditRule);
                parts[(int)EventPart.Object] = parts[(int)EventPart.Key];
                break;
        }
    }

    /// <summary>The process acts on itself, by the call.</summary>
    private void SetProgram(ReadOnlySpan<byte> word, ReadOnlySpan<byte> call)
    {
        how.Clear();
        how.Append(call);
        SetDeed(word, ObjectKind.Process);
        Take(EventPart.Object, main, ProgramField()); // last: it needs the room in which the call's name stands
    }

    /// <summary>The first id that the call does set; -1 leaves one as it is.</summary>
    private void TakeIdentity(ReadOnlySpan<byte> call)
    {
        var count = call.IndexOf("res"u8) >= 0 ? 3 : call.IndexOf("re"u8) >= 0 ? 2 : 1; // setresuid setreuid, and setuid seteuid setfsuid
        for (var argument = KnownField.A0; count > 0; argument++, count--)
        {
            if (!IsUnset(argument) && Take(EventPart.Target, main, argument)) return;
        }
    }

    private void TakeOwner(KnownField argument) => Take(EventPart.Target, main, IsUnset(argument) ? argument + 1 : argument);

    private bool IsUnset(KnownField argument) =>
        CNumber.TryParseUnsigned(main.Value(argument), 16, out var value) && (uint)value == uint.MaxValue;

    private void TakeAddress(LogEvent e)
    {
        var record = IndexOf(e, RecordType.Sockaddr);
        if (record < 0) return;
        item.Read(e[record]);
        Take(EventPart.Object, item, KnownField.Saddr);
    }

    private void TakeProcesses(LogEvent e)
    {
        const int shown = 3;
        var count = 0;
        for (var i = IndexOf(e, RecordType.ObjPid); i >= 0; i = IndexOf(e, RecordType.ObjPid, i + 1))
        {
            if (count == shown)
            {
                processes.Append(",..."u8);
                count++;
                break;
            }

            item.Read(e[i]);
            if (!item.Has(KnownField.Opid)) continue;
            if (count++ > 0) processes.Append((byte)',');
            Interpret(item, KnownField.Opid, processes);
        }

        SetDeed(count > 1 ? "killed-list-of-pids"u8 : "killed-pid"u8, count > 1 ? ObjectKind.ProcessGroup : ObjectKind.Process);
    }
}
