using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Autrace;

/// <summary>What <c>autrace</c> says of itself in its man page.</summary>
internal static class AutracePage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "autrace",
        Summary = "trace one program with audit rules of its own",
        Synopsis = "[-r] PROGRAM [ARGUMENT]...",
        Description =
            """
            Runs a program and has the kernel make an event of each system call of it and of its children. It refuses to run while rules are
            loaded, since these would decide first, and deletes its own at the end. The records go where the daemon writes them.
            """,
        Options = [new("-r", "", OptionArgument.None, null, "only calls that use resources: files and the network")],
        Operands = WordKind.Program,
        Examples = [("autrace -r /usr/bin/curl example.org", "what curl opens and connects to")],
        ExitCodes = [(0, "the program has run"), (1, "it has not: no right, no such program, rules are loaded")],
        Files = [],
        SeeAlso = ["auditctl(8)", "ausearch(8)"],
    };
}
