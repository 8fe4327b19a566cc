using Auspex.Interpretation;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;
using Auspex.Linux.Users;
using Auspex.Rules;
using Auspex.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Suite.Auditctl;

/// <summary>This machine and this process.</summary>
internal sealed class AuditctlHost : IAuditctlHost
{
    private readonly Stream output = StandardOutput.Open();
    private readonly ByteBuffer shown = new();
    private AuditControl? control;

    public AuditctlHost() => Rules = new MachineRuleHost(ReadAbilities);

    public IRuleHost Rules { get; }

    public IUserNames Names { get; } = new UserNames();

    public bool MayControl => Privileges.HasAuditControl();

    public bool IsRoot => Machine.EffectiveUserId == 0;

    public IAuditControl Control => control ??= AuditControl.Open();

    public UserMessageOrigin Origin => Linux.Control.Origin.OfThisProcess();

    public RuleFileState ReadRules(string path, out byte[] text, out string reason) =>
        RuleFileSource.Read(path, out text, out reason);

    public int Signal(int pid, int signal, bool awaitEnd) => ProcessSignal.Send(pid, signal, awaitEnd);

    /// <summary>Keys and paths in the kernel's rules are a terminal's orders to nobody; a file gets the bytes, to be loaded again.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (Terminal.IsTerminal(1))
        {
            shown.Clear();
            MessageText.AppendLines(text, shown);
            text = shown.Written;
        }

        output.Write(text);
        output.Flush(); // in order with what stands on standard error
    }

    public void Complain(string line) => StandardError.Tell(MessageText.Of(line));

    public void Dispose()
    {
        control?.Dispose();
        output.Dispose();
    }

    /// <summary>A kernel that does not answer judges each rule itself.</summary>
    private RuleAbilities ReadAbilities()
    {
        try
        {
            return (RuleAbilities)(int)Control.GetStatus().Abilities & RuleAbilities.All;
        }
        catch (KernelException)
        {
            return RuleAbilities.All;
        }
    }
}
