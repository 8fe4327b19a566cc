using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausyscall;

/// <summary>What <c>ausyscall</c> says of itself.</summary>
internal static class AusyscallPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "ausyscall",
        Summary = "find numbers and names of system calls",
        Synopsis = "[ARCH] NAME|NUMBER|--dump [--exact]",
        Description =
            """
            Is given the name of a system call, or a part of one, and prints all calls with it in their name and their numbers; or is given a
            number and prints the name. A word before or after it says whose calls are meant: b32 or b64, a machine such as aarch64 or i386, the
            value of arch= in a record, or uring for the operations of io_uring. Without one they are those of the machine it runs on.
            """,
        Options =
        [
            new(null, "dump", OptionArgument.None, null, "print the whole table"),
            new(null, "exact", OptionArgument.None, null, "the name is the whole name of a call; print nothing but its number"),
        ],
        OperandWords = ["b64", "b32", "uring"],
        Operands = WordKind.Call,
        Examples =
        [
            ("ausyscall open", "all calls with open in their name"),
            ("ausyscall i386 openat --exact", "the number of openat for 32-bit programs"),
            ("ausyscall c000003e 59", "which call a record with arch=c000003e syscall=59 tells of"),
        ],
        ExitCodes = [(0, "it was found"), (1, "there is no such call, or the command line is wrong")],
        SeeAlso = ["ausearch(8)", "auditctl(8)"],
    };
}
