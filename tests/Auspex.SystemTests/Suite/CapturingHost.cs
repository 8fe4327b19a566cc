using System.Text;
using Auspex.Interpretation;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Users;
using Auspex.Rules;
using Auspex.Tool.Suite.Auditctl;

namespace Auspex.SystemTests.Suite;

/// <summary>The real machine and kernel, with what is written kept: our auditctl without a process of its own.</summary>
internal sealed class CapturingHost : IAuditctlHost
{
    private readonly StringBuilder output = new();
    private readonly List<string> complaints = [];

    public CapturingHost(IAuditControl control)
    {
        Control = control;
        Rules = new MachineRuleHost(() => (RuleAbilities)(int)control.GetStatus().Abilities & RuleAbilities.All);
    }

    public IRuleHost Rules { get; }

    public IUserNames Names { get; } = new UserNames();

    public bool MayControl => true;

    public bool IsRoot => true;

    public IAuditControl Control { get; }

    public UserMessageOrigin Origin => Linux.Control.Origin.OfThisProcess();

    /// <summary>Runs auditctl once.</summary>
    public (int ExitCode, string Output, string[] Errors) Run(params string[] arguments)
    {
        output.Clear();
        complaints.Clear();
        var exitCode = new AuditctlSession(this).Run([.. arguments.Select(a => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(a)))]);
        return (exitCode, output.ToString(), [.. complaints]);
    }

    public RuleFileState ReadRules(string path, out byte[] text, out string reason) => RuleFileSource.Read(path, out text, out reason);

    public int Signal(int pid, int signal, bool awaitEnd) => throw new InvalidOperationException("no daemon is signalled here");

    public void Write(ReadOnlySpan<byte> text) => output.Append(Encoding.UTF8.GetString(text));

    public void Complain(string line) => complaints.Add(line);

    public void Dispose()
    {
    }
}
