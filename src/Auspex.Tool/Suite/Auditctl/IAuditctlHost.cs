using Auspex.Interpretation;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Rules;

namespace Auspex.Tool.Suite.Auditctl;

/// <summary>What auditctl touches: the kernel, files, other processes, and the two streams it writes to.</summary>
internal interface IAuditctlHost : IDisposable
{
    /// <summary>The machine that rules are for.</summary>
    IRuleHost Rules { get; }

    /// <summary>Names for <c>-l -i</c>.</summary>
    IUserNames Names { get; }

    /// <summary>Whether the process has CAP_AUDIT_CONTROL.</summary>
    bool MayControl { get; }

    /// <summary>Whether the process is root's.</summary>
    bool IsRoot { get; }

    /// <summary>The control channel, opened when first asked for; the host's.</summary>
    /// <exception cref="KernelException">There is no audit in this kernel.</exception>
    IAuditControl Control { get; }

    /// <summary>Who records of user space are from.</summary>
    UserMessageOrigin Origin { get; }

    /// <summary>Reads a rule file.</summary>
    RuleFileState ReadRules(string path, out byte[] text, out string reason);

    /// <summary>Sends a signal, and waits for the process's end if told; returns 0 or the error number.</summary>
    int Signal(int pid, int signal, bool awaitEnd);

    /// <summary>Writes to standard output.</summary>
    void Write(ReadOnlySpan<byte> text);

    /// <summary>Writes a line to standard error.</summary>
    void Complain(string line);
}
