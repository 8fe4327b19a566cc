using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>System calls and machines by name.</summary>
internal static class SyscallText
{
    /// <summary>
    /// Adds the name of the call; socketcall and ipc with the call made through them: <c>socketcall(connect)</c>.
    /// </summary>
    /// <param name="record">Supplies machine and a0.</param>
    /// <param name="name">The field: <c>uring_op</c> is looked up among io_uring's operations, whatever the
    /// record.</param>
    /// <param name="raw">The number as written.</param>
    /// <param name="output">Where to.</param>
    public static void Append(
        in RecordContext record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var machine = name.SequenceEqual("uring_op"u8) ? Machine.IoUring : record.Machine;
        if (machine == Machine.Unknown && record.TryGetField("arch"u8, out var arch))
        {
            machine = RecordContext.MachineOf(arch);
        }

        var form = CNumber.ReadUnsigned(raw, 10, out var number);
        if (form != NumberForm.Number)
        {
            Unknown.AppendUnread(form, raw, output);
            return;
        }

        if (machine == Machine.Unknown)
        {
            output.Append(raw); // which call it is cannot be known
            return;
        }

        if (number > int.MaxValue || !Syscalls.TryGetName(machine, (int)number, out var call))
        {
            Unknown.AppendNumber("unknown-syscall"u8, unchecked((int)number), output);
            return;
        }

        output.Append(call);
        if (record.A0 > int.MaxValue) return;
        var through = call.SequenceEqual("socketcall"u8) ? SocketCalls.Table
            : call.SequenceEqual("ipc"u8) ? IpcOperations.Table
            : default;
        if (through.TryGetName((uint)record.A0, out var inner)) Unknown.Append(default, inner, output);
    }

    /// <summary>Adds the name of the machine behind an <c>arch=</c> value.</summary>
    public static void AppendArch(ReadOnlySpan<byte> raw, ByteBuffer output)
    {
        var form = CNumber.ReadUnsigned(raw, 16, out var elf);
        if (form != NumberForm.Number)
        {
            Unknown.AppendUnread(form, raw, output);
            return;
        }

        var machine = elf <= uint.MaxValue ? Machines.FromArch((AuditArch)elf) : Machine.Unknown;
        if (machine == Machine.Unknown) Unknown.Append("unknown-elf-type"u8, raw, output);
        else output.Append(Machines.Name(machine));
    }
}
