namespace Auspex.Tables;

/// <summary>Which argument of which system call is shown how.</summary>
/// <remarks>
/// facts/syscall-arg-interpretation.tsv matches names by prefix, part and exception; tools/tables.cs has applied that
/// to every name there is, so that a look-up here is one load. Conditions on other arguments are left to the reader of
/// the kind.
/// </remarks>
internal static partial class SyscallArguments
{
    /// <summary>How many arguments a record shows.</summary>
    public const int PerCall = 4;

    /// <summary>The kind of argument <paramref name="index"/> (0 to 3) of a call.</summary>
    public static ArgumentKind KindOf(Machine machine, int syscall, int index)
    {
        var name = Syscalls.NameIndex(machine, syscall);
        return name == Syscalls.NoName || (uint)index >= PerCall
            ? ArgumentKind.Hexadecimal : (ArgumentKind)Kinds[(name * PerCall) + index];
    }
}
