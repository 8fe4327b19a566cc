using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation.Arguments;

/// <summary>Arguments that are one of several things with names.</summary>
internal static class NamedArguments
{
    private const ulong CreateFlag = 0x40; // O_CREAT
    private const ulong ResetOnFork = 0x4000_0000; // SCHED_RESET_ON_FORK

    /// <summary>Adds the name, or the form for unknown ones.</summary>
    public static void Append(
        ArgumentKind kind, in RecordContext record, ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        switch (kind)
        {
            case ArgumentKind.DirectoryDescriptor when (uint)value == 0xFFFF_FF9C:
                output.Append("AT_FDCWD"u8);
                break;
            case ArgumentKind.Signal:
                AppendSignal(value, raw, output);
                break;
            case ArgumentKind.Mode:
                ModeText.Append((uint)value, output);
                break;
            case ArgumentKind.ModeShort:
            case ArgumentKind.CreateMode when (record.A1 & CreateFlag) != 0:
                ModeText.AppendShort((uint)value, output);
                break;
            case ArgumentKind.Personality:
                ExecutionDomain.Append(value, raw, output);
                break;
            case ArgumentKind.PrctlArgument when record.A0 is 23 or 24: // PR_CAPBSET_READ, PR_CAPBSET_DROP
                Unknown.AppendNameOrHex(Capabilities.Table, value, "unknown-capability"u8, raw, output);
                break;
            case ArgumentKind.PrctlArgument when record.A0 == 1: // PR_SET_PDEATHSIG
                AppendSignal(value, raw, output);
                break;
            case ArgumentKind.Scheduler:
                AppendScheduler(value, raw, output);
                break;
            case ArgumentKind.ExitStatus:
                output.Append(raw is [(byte)'0'] ? "EXIT_SUCCESS"u8 : raw is [(byte)'1'] ? "EXIT_FAILURE"u8 : "UNKNOWN"u8);
                break;
            case ArgumentKind.IoctlRequest:
                AppendIoctl(value, output);
                break;
            case ArgumentKind.FcntlArgument when record.A1 == 2 && value == 1: // F_SETFD
                output.Append("FD_CLOEXEC"u8);
                break;
            case ArgumentKind.FsopenFlags when raw.SequenceEqual("1"u8):
                output.Append("FSOPEN_CLOEXEC"u8);
                break;
            case ArgumentKind.FsmountFlags when raw.SequenceEqual("1"u8):
                output.Append("FSMOUNT_CLOEXEC"u8);
                break;
            default:
                AppendFromTable(kind, value, raw, output);
                break;
        }
    }

    /// <summary>Adds an ioctl request by name, or as a number of 32 bits.</summary>
    internal static void AppendIoctl(ulong value, ByteBuffer output)
    {
        if (IoctlRequests.Table.TryGetName((uint)value, out var name))
        {
            output.Append(name);
            return;
        }

        output.Append("0x"u8);
        output.AppendHex((uint)value);
    }

    private static void AppendFromTable(ArgumentKind kind, ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        switch (kind)
        {
            case ArgumentKind.Clock: // all of the table (docs/differences.md, clock-id)
                Unknown.AppendNameOrHex(ClockIds.Table, value, "unknown-clk_id"u8, raw, output);
                break;
            case ArgumentKind.PtraceRequest:
                Unknown.AppendNameOrHex(PtraceRequests.Table, value, "unknown-ptrace"u8, raw, output);
                break;
            case ArgumentKind.PrctlOption:
                Unknown.AppendNameOrHex(PrctlOptions.Table, value, "unknown-prctl-option"u8, raw, output);
                break;
            case ArgumentKind.ResourceLimit:
                Unknown.AppendNameOrHex(ResourceLimits.Table, value, "unknown-rlimit"u8, raw, output);
                break;
            case ArgumentKind.SeekOrigin:
                Unknown.AppendNameOrRaw(SeekOrigins.Table, value & 0xFF, "unknown-whence"u8, raw, output);
                break;
            case ArgumentKind.BpfCommand:
                Unknown.AppendNameOrRaw(BpfCommands.Table, value, "unknown-bpf-cmd"u8, raw, output);
                break;
            case ArgumentKind.FcntlCommand:
                Unknown.AppendNameOrNumber(FcntlCommands.Table, value, "unknown-fcntl-command"u8, output);
                break;
            case ArgumentKind.FsconfigCommand:
                Unknown.AppendNameOrNumber(FsconfigCommands.Table, value, "unknown-fsconfig-operation"u8, output);
                break;
            case ArgumentKind.EpollOperation:
                Unknown.AppendNameOrNumber(EpollOperations.Table, value, "unknown-epoll_ctl-operation"u8, output);
                break;
            default:
                CallArguments.AppendHexadecimal(raw, output);
                break;
        }
    }

    private static void AppendSignal(ulong value, ReadOnlySpan<byte> raw, ByteBuffer output) =>
        Unknown.AppendNameOrHex(Signals.Table, value, "unknown-signal"u8, raw, output);

    private static void AppendScheduler(ulong value, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        if (!Schedulers.Table.TryGetName((uint)value & 0xF, out var name))
        {
            Unknown.AppendHex("unknown-scheduler-policy"u8, raw, output);
            return;
        }

        output.Append(name);
        if ((value & ResetOnFork) != 0) output.Append("|SCHED_RESET_ON_FORK"u8);
    }
}
