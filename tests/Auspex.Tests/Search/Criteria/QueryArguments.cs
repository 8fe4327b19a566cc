using System.Globalization;
using System.Text;
using Auspex.Records;
using Auspex.Search.Criteria;
using Auspex.Search.Extraction;
using Auspex.Tables;

namespace Auspex.Tests.Search.Criteria;

/// <summary>The selection options of ausearch as the golden queries use them. Not the tool's scanner: arguments are taken to be right.</summary>
internal static class QueryArguments
{
    /// <summary>The criteria that <paramref name="args"/> mean, or null when one of them does not select.</summary>
    public static SearchCriteria? Read(IReadOnlyList<string> args)
    {
        var criteria = new SearchCriteria();
        var machine = Machine.X8664;
        for (var i = 0; i < args.Count; i++)
        {
            var option = args[i];
            if (option == "-w")
            {
                criteria = criteria with { IsWord = true };
                continue;
            }

            if (i + 1 == args.Count) return null;
            var value = args[++i];
            if (option == "--arch")
            {
                machine = MachineOf(value);
                criteria = criteria with { Arch = Machines.ToArch(machine) };
                continue;
            }

            if (With(criteria, option, value, machine) is not { } next) return null;
            criteria = next;
        }

        return criteria;
    }

    private static SearchCriteria? With(SearchCriteria c, string option, string value, Machine machine) => option switch
    {
        "-a" or "--event" => c with { Serial = ulong.Parse(value, CultureInfo.InvariantCulture) },
        "-c" => c with { Comm = Bytes(value) },
        "-e" => c with { Exit = ExitOf(value) },
        "-f" => c with { File = Bytes(value) },
        "-ga" => c with { AnyGid = IdOf(value) },
        "-ge" => c with { Egid = IdOf(value) },
        "-gi" => c with { Gid = IdOf(value == "root" ? "0" : value) },
        "-hn" => c with { Host = Bytes(value) },
        "-k" => c with { Key = Bytes(value) },
        "-m" => value == "ALL" ? c : c with { Types = [.. value.Split(',').Select(TypeOf)] },
        "-n" => c with { Nodes = [Bytes(value)] },
        "-o" => c with { Object = Bytes(value) },
        "-p" => c with { Pid = int.Parse(value, CultureInfo.InvariantCulture) },
        "-pp" => c with { Ppid = int.Parse(value, CultureInfo.InvariantCulture) },
        "-sc" => c with { Syscall = SyscallOf(value, machine) },
        "-se" => c with { AnyLabel = Bytes(value) },
        "--session" => c with { Session = unchecked((uint)long.Parse(value, CultureInfo.InvariantCulture)) },
        "-su" => c with { Subject = Bytes(value) },
        "-sv" or "--success" => c with { Success = value == "yes" ? EventSuccess.Success : EventSuccess.Failed },
        "-tm" => c with { Terminal = Bytes(value) },
        "-ua" => c with { AnyUid = IdOf(value) },
        "-ue" => c with { Euid = IdOf(value) },
        "-ui" => c with { Uid = value == "4294967295" ? null : IdOf(value) },
        "-ul" => c with { Auid = IdOf(value) },
        "-uu" => c with { Uuid = Bytes(value) },
        "-vm" => c with { VirtualMachine = Bytes(value) },
        "-x" => c with { Exe = Bytes(value) },
        _ => null,
    };

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static IdCriterion IdOf(string value) =>
        value == "root" ? new IdCriterion(Bytes(value), 0)
        : new IdCriterion(value == "-1" ? FieldValue.UnsetId : uint.Parse(value, CultureInfo.InvariantCulture));

    private static long ExitOf(string value)
    {
        if (long.TryParse(value, CultureInfo.InvariantCulture, out var number)) return number;
        Assert.True(Errno.Table.TryGetValue(Encoding.ASCII.GetBytes(value.TrimStart('-')), out var errno));
        return value[0] == '-' ? -errno : errno;
    }

    private static RecordType TypeOf(string value)
    {
        Assert.True(RecordTypes.TryParse(Encoding.ASCII.GetBytes(value), out var type));
        return type;
    }

    private static int SyscallOf(string value, Machine machine)
    {
        if (int.TryParse(value, CultureInfo.InvariantCulture, out var number)) return number;
        Assert.True(Syscalls.TryGetNumber(machine, Encoding.ASCII.GetBytes(value), out number));
        return number;
    }

    private static Machine MachineOf(string value)
    {
        if (value == "b64") return Machine.X8664;
        if (value == "b32") return Machine.X86;
        if (Machines.TryParse(Encoding.ASCII.GetBytes(value), out var machine)) return machine;
        return Machines.FromArch((AuditArch)uint.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
