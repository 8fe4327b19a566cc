using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>System calls as reports show them under <c>-i</c>.</summary>
internal static class SyscallName
{
    /// <summary>
    /// Adds what the writing machine called it, else the table's name, else the number; <c>?</c> where the machine is unknown, since the
    /// number then says nothing.
    /// </summary>
    public static void Append(LogEvent e, EventFacts facts, ByteBuffer output)
    {
        if (!facts.SyscallName.IsEmpty)
        {
            output.Append(facts.SyscallName);
            return;
        }

        var machine = e.Has(RecordType.Uringop) && !facts.Has(FactSet.Arch) ? Machine.IoUring : Machines.FromArch(facts.Arch);
        if (machine == Machine.Unknown) output.Append((byte)'?');
        else if (Syscalls.TryGetName(machine, facts.Syscall, out var name)) output.Append(name);
        else output.AppendDecimal(facts.Syscall);
    }
}
