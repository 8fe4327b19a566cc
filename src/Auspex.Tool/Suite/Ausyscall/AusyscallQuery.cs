using System.Globalization;
using System.Text;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tool.Suite.Ausyscall;

/// <summary>What a command line of <c>ausyscall</c> asks for.</summary>
/// <remarks>
/// <code>
/// words  = 1*3( arch / name / number / "--dump" / "--exact" )          each once, in any order
/// arch   = "b32" / "b64" / name of a machine / hexadecimal value of arch= / "uring" with another word
/// number = DIGIT *any            as strtol(3) reads it; any other word is a name, or a part of one
/// </code>
/// Source: ausyscall(8); spec 1.5.
/// </remarks>
internal sealed record AusyscallQuery
{
    private const int MaxWords = 3;
    private const string Usage = "usage: ausyscall [arch] name | number | --dump | --exact\n";

    /// <summary>Whose calls.</summary>
    internal Machine Machine { get; private init; } = Machine.Unknown;

    /// <summary>A name or a part of one; null when none was given.</summary>
    internal string? Name { get; private init; }

    /// <summary>A number as it was written; null when none was given.</summary>
    internal string? Number { get; private init; }

    /// <summary><c>--dump</c>: the whole table.</summary>
    internal bool IsDump { get; private init; }

    /// <summary><c>--exact</c>: the whole name, and nothing but its number.</summary>
    internal bool IsExact { get; private init; }

    /// <summary>Reads a command line.</summary>
    /// <param name="words">The words after the program's name.</param>
    /// <param name="native">The machine that is meant where none is named.</param>
    /// <param name="query">What is asked for.</param>
    /// <returns>What is wrong, to the letter; null when nothing is.</returns>
    internal static string? Parse(ReadOnlySpan<string> words, Machine native, out AusyscallQuery query)
    {
        query = new AusyscallQuery();
        if (words.Length > MaxWords) return "Too many arguments\n" + Usage;
        if (words.IsEmpty) return Usage;
        foreach (var word in words)
        {
            if (query.Add(word, isAlone: words.Length == 1, native, out query) is { } error) return error;
        }

        if (query.Machine == Machine.Unknown) query = query with { Machine = native };
        return query.Name is null && query.Number is null && !query.IsDump
            ? "Error - either a syscall name or number must be given with an optional arch\n" : null;
    }

    private string? Add(string word, bool isAlone, Machine native, out AusyscallQuery query)
    {
        query = this;
        switch (word)
        {
            case "--dump":
                query = this with { IsDump = true };
                return null;
            case "--exact":
                query = this with { IsExact = true };
                return null;
            case "alpha":
                return "Alpha processor support is deprecated\n";
            case "ia64":
                return "IA64 processor support is deprecated\n";
        }

        if (word.Length > 0 && char.IsAsciiDigit(word[0]))
        {
            query = this with { Number = word };
            return Number is null ? null : "Two syscall numbers not allowed\n" + Usage;
        }

        if (TryParseMachine(word, isAlone, native, out var machine))
        {
            query = this with { Machine = machine };
            return Machine == Machine.Unknown ? null : "Two machine types not allowed\n" + Usage;
        }

        query = this with { Name = word };
        return Name is null ? null : "Two syscall names not allowed\n" + Usage;
    }

    private static bool TryParseMachine(string word, bool isAlone, Machine native, out Machine machine)
    {
        machine = Machine.Unknown;
        if (word.Equals("b64", StringComparison.OrdinalIgnoreCase) || word.Equals("b32", StringComparison.OrdinalIgnoreCase))
        {
            machine = WithBits(native, is64: word[1] == '6');
            return true;
        }

        var text = Encoding.UTF8.GetBytes(word);
        if (Machines.TryParse(text, out machine)) return machine != Machine.IoUring || !isAlone;
        if (!CNumber.TryParseUnsigned(text, 16, out var arch) || arch > uint.MaxValue) return false;
        machine = Machines.FromArch((AuditArch)arch);
        return machine != Machine.Unknown;
    }

    /// <summary>The machine of the same family with 64-bit or 32-bit calls; where there is none, the machine itself.</summary>
    private static Machine WithBits(Machine machine, bool is64) => machine switch
    {
        Machine.X8664 or Machine.X86 => is64 ? Machine.X8664 : Machine.X86,
        Machine.Aarch64 or Machine.Arm => is64 ? Machine.Aarch64 : Machine.Arm,
        Machine.Ppc64 or Machine.Ppc => is64 ? Machine.Ppc64 : Machine.Ppc,
        Machine.S390X or Machine.S390 => is64 ? Machine.S390X : Machine.S390,
        Machine.RiscV64 or Machine.RiscV32 => is64 ? Machine.RiscV64 : Machine.RiscV32,
        _ => machine,
    };

    /// <summary>The number that was asked for, read as strtol(3) does.</summary>
    /// <returns>False when no call can have it.</returns>
    internal bool TryReadNumber(out int number)
    {
        var digits = Number.AsSpan();
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
