using System.Globalization;
using System.Text;
using Auspex.Tables;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

internal sealed partial class AusearchParser
{
    private const string Invalid = "Invalid argument"; // strerror(EINVAL)
    private const string OutOfRange = "Numerical result out of range"; // strerror(ERANGE)

    /// <summary>Options that give a number, or a name for one.</summary>
    private bool ApplyNumber(in GivenOption given)
    {
        var argument = given.Argument;
        switch (given.Option.Name)
        {
            case "event":
                criteria = criteria with { Serial = SerialOf(argument) };
                break;
            case "pid":
                criteria = criteria with { Pid = PidOf(argument, "Process id") };
                break;
            case "ppid":
                criteria = criteria with { Ppid = PidOf(argument, "Parent process id") };
                break;
            case "session":
                criteria = criteria with { Session = SessionOf(argument) };
                break;
            case "exit":
                criteria = criteria with { Exit = ExitOf(argument) };
                break;
            case "arch":
                if (criteria.Syscall is not null) throw new SuiteFailure("Arch needs to be defined before the syscall");
                if (criteria.Arch is not null) throw new SuiteFailure("Arch is already defined");
                criteria = criteria with { Arch = ArchOf(argument) };
                break;
            case "syscall":
                // The number behind a name is another call on other machines.
                if (criteria.Arch is null && !StartsWithDigit(argument)) criteria = criteria with { Arch = Machines.ToArch(host.Native) };
                criteria = criteria with { Syscall = SyscallOf(argument) };
                break;
            default:
                return false;
        }

        return true;
    }

    private static bool StartsWithDigit(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]);

    private static ulong? SerialOf(string text)
    {
        if (!StartsWithDigit(text)) throw new SuiteFailure($"Audit event id must be a numeric value, was {text}");
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
        {
            throw new SuiteFailure("Illegal value for audit event ID", hasLineEnd: false);
        }

        return serial == uint.MaxValue ? null : serial;
    }

    private static int PidOf(string text, string what) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? pid : throw new SuiteFailure($"{what} must be a numeric value, was {text}") { Hint = "a process id is a number from 0 to 2147483647" };

    private static uint SessionOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var session)
        && text[0] != '+' && session is >= int.MinValue and <= uint.MaxValue
            ? unchecked((uint)session) : throw new SuiteFailure($"Session id must be a numeric value, was {text}");

    private static int TimeoutOf(string text)
    {
        if (!StartsWithDigit(text)) throw new SuiteFailure($"End of Event Timeout must be a numeric value, was {text}");
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is 0 or >= long.MaxValue)
        {
            throw new SuiteFailure($"Illegal value for End of Event Timeout, was {text}") { Hint = "give seconds, 1 or more" };
        }

        return (int)Math.Min(seconds, int.MaxValue);
    }

    /// <summary>A number in the notation of C, or the name of an error.</summary>
    private static long ExitOf(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = isNegative ? text[1..] : text;
        if (StartsWithDigit(digits))
        {
            var (start, style) = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? (2, NumberStyles.AllowHexSpecifier) : (0, NumberStyles.None);
            var isNumber = IsOctal(digits) ? TryParseOctal(digits, out var value)
                : long.TryParse(digits[start..], style, CultureInfo.InvariantCulture, out value) && value >= 0;
            if (!isNumber) throw new SuiteFailure($"Error converting {text}");
            return isNegative ? -value : value;
        }

        if (!Errno.Table.TryGetValue(Encoding.UTF8.GetBytes(digits), out var errno))
        {
            throw new SuiteFailure($"Unknown errno, was {text}") { Hint = "an error is given by its name: -EACCES, or by its number: -13" };
        }

        return isNegative ? -(long)errno : errno;
    }

    private static bool IsOctal(string digits) => digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);

    private static bool TryParseOctal(string digits, out long value)
    {
        value = 0;
        foreach (var c in digits)
        {
            if (c is < '0' or > '7' || value > long.MaxValue >> 3) return false;
            value = (value << 3) | (uint)(c - '0');
        }

        return true;
    }

    private AuditArch ArchOf(string text)
    {
        var machine = text.ToUpperInvariant() switch
        {
            "B64" => Machines.Is64Bit(Machines.ToArch(host.Native)) ? host.Native : Machine.Unknown,
            "B32" => NarrowOf(host.Native),
            _ => Machines.TryParse(Encoding.UTF8.GetBytes(text), out var named) ? named : Machine.Unknown,
        };
        var arch = Machines.ToArch(machine);
        if (arch != AuditArch.None) return arch;
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text;
        if (uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            && Machines.FromArch((AuditArch)number) != Machine.Unknown)
        {
            return (AuditArch)number;
        }

        throw new SuiteFailure($"Unknown arch {text}") { Hint = "give b64, b32, the name of a machine such as aarch64, or its number as in arch=c000003e" };
    }

    /// <summary>Whose calls programs of 32 bits make on <paramref name="native"/>.</summary>
    private static Machine NarrowOf(Machine native) => native switch
    {
        Machine.X8664 => Machine.X86,
        Machine.Ppc64 => Machine.Ppc,
        Machine.S390X => Machine.S390,
        Machine.Aarch64 => Machine.Arm,
        Machine.RiscV64 => Machine.RiscV32,
        Machine.X86 or Machine.Ppc or Machine.S390 or Machine.Arm or Machine.RiscV32 => native,
        _ => Machine.Unknown,
    };

    private int SyscallOf(string text)
    {
        if (StartsWithDigit(text))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            throw new SuiteFailure($"Syscall numeric conversion error ({(IsDigits(text) ? OutOfRange : Invalid)}) for {text}");
        }

        var machine = criteria.Arch is { } arch ? Machines.FromArch(arch) : host.Native;
        if (Syscalls.TryGetNumber(machine, Encoding.UTF8.GetBytes(text), out var syscall)) return syscall;
        throw new SuiteFailure($"Syscall {text} not found") { Hint = "ausyscall --dump lists the system calls of a machine; --arch says which machine's" };
    }

    private static bool IsDigits(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
