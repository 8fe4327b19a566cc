using System.Runtime.InteropServices;
using System.Text;
using Auspex.Interpretation;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Rules;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Rules;
using Auspex.Tool.Suite.Auditctl;

namespace Auspex.Tests.Suite.Auditctl;

/// <summary>
/// The kernel of the golden runs: it accepts every rule and keeps none, its state never changes, and it remembers what it was sent.
/// </summary>
internal sealed class RecordingHost : IAuditctlHost, IAuditControl
{
    private readonly StringBuilder output = new();

    /// <summary>What was written to standard output.</summary>
    public string Output => output.ToString();

    /// <summary>What was written to standard error, with the number of rules sent before.</summary>
    public List<(string Line, int RulesBefore)> Complaints { get; } = [];

    /// <summary>Message types and payloads, in the order in which they were sent; AUDIT_GET left out.</summary>
    public List<(int Type, byte[] Payload)> Sent { get; } = [];

    /// <summary>What the kernel lists.</summary>
    public List<RuleWire> Listed { get; } = [];

    /// <summary>The error number of the next change of a rule, by how many were sent before.</summary>
    public Dictionary<int, int> Refusals { get; } = [];

    /// <summary>The rule files there are.</summary>
    public Dictionary<string, (RuleFileState State, string Text)> Files { get; } = new(StringComparer.Ordinal);

    public List<(int Pid, int Signal, bool AwaitEnd)> Signals { get; } = [];

    public AuditStatus Status { get; set; } = new()
    {
        WordCount = 11,
        Enabled = EnabledState.On,
        Failure = FailureMode.Log,
        AuditorPid = 4242,
        BacklogLimit = 8192,
        Lost = 7,
        Backlog = 3,
        Abilities = (KernelAbilities)0x7F,
        BacklogWaitTime = 60000,
        BacklogWaitTimeActual = 12,
    };

    public int? StatusErrno { get; set; }

    public int SignalErrno { get; set; }

    public FixedRuleHost Machine { get; init; } = new();

    public IRuleHost Rules => Machine;

    public IUserNames Names { get; } = new FixedNames();

    public bool MayControl { get; set; } = true;

    public bool IsRoot { get; set; } = true;

    public IAuditControl Control => this;

    public UserMessageOrigin Origin { get; set; } = new("/sbin/auditctl"u8.ToArray(), default, default);

    /// <summary>Runs auditctl with <paramref name="arguments"/>.</summary>
    public int Run(params string[] arguments) =>
        new AuditctlSession(this).Run([.. arguments.Select(a => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(a)))]);

    public RuleFileState ReadRules(string path, out byte[] text, out string reason)
    {
        if (!Files.ContainsKey(path) && File.Exists(path)) return RuleFileSource.Read(path, out text, out reason);
        var (state, content) = Files.GetValueOrDefault(path, (RuleFileState.Missing, ""));
        (text, reason) = (Encoding.UTF8.GetBytes(content), "");
        return state;
    }

    public int Signal(int pid, int signal, bool awaitEnd)
    {
        Signals.Add((pid, signal, awaitEnd));
        return SignalErrno;
    }

    public void Write(ReadOnlySpan<byte> text) => output.Append(Encoding.UTF8.GetString(text));

    public void Complain(string line) => Complaints.Add((line, RulesSent));

    public AuditStatus GetStatus() => StatusErrno is { } errno ? throw new KernelException("read the status", errno, "") : Status;

    public void SetEnabled(EnabledState enabled) => Set(StatusMask.Enabled, new AuditStatus { Enabled = enabled });

    public void SetFailure(FailureMode failure) => Set(StatusMask.Failure, new AuditStatus { Failure = failure });

    public void Unregister() => Set(StatusMask.AuditorPid, default);

    public void SetRateLimit(uint recordsPerSecond) => Set(StatusMask.RateLimit, new AuditStatus { RateLimit = recordsPerSecond });

    public void SetBacklogLimit(uint records) => Set(StatusMask.BacklogLimit, new AuditStatus { BacklogLimit = records });

    public void SetBacklogWaitTime(uint ticks) => Set(StatusMask.BacklogWaitTime, new AuditStatus { BacklogWaitTime = ticks });

    public uint ResetLost()
    {
        Set(StatusMask.Lost, default);
        return 0;
    }

    public uint ResetBacklogWaitTimeActual()
    {
        Set(StatusMask.BacklogWaitTimeActual, default);
        return 0;
    }

    public AuditFeatures GetFeatures()
    {
        Sent.Add((1019, new byte[16]));
        return default;
    }

    public void SetFeatures(FeatureFlags mask, AuditFeatures features)
    {
        var payload = new byte[AuditFeatures.SizeBytes];
        features.Write(mask, payload);
        Sent.Add((1018, payload));
    }

    public IReadOnlyList<RuleWire> ListRules()
    {
        Sent.Add((1013, []));
        return [.. Listed];
    }

    public void AddRule(RuleWire rule) => Change(1011, rule);

    public void DeleteRule(RuleWire rule)
    {
        Change(1012, rule);
        Listed.Remove(rule);
    }

    public void Trim() => Sent.Add((1014, []));

    public void MakeEquivalent(ReadOnlySpan<byte> mount, ReadOnlySpan<byte> subtree)
    {
        ReadOnlySpan<uint> lengths = [(uint)mount.Length, (uint)subtree.Length];
        Sent.Add((1015, [.. MemoryMarshal.AsBytes(lengths), .. mount, .. subtree]));
    }

    public void SendUserMessage(int type, ReadOnlySpan<byte> text) => Sent.Add((type, [.. text, 0]));

    public void Dispose()
    {
    }

    private int RulesSent => Sent.Count(s => s.Type is 1011 or 1012);

    private void Change(int type, RuleWire rule)
    {
        var before = RulesSent;
        Sent.Add((type, rule.Bytes.ToArray()));
        if (Refusals.TryGetValue(before, out var errno)) throw new KernelException("change a rule", errno, "");
    }

    private void Set(StatusMask mask, AuditStatus status)
    {
        var payload = new byte[AuditStatus.SizeBytes];
        status.Write(mask, payload);
        Sent.Add((1001, payload));
    }
}
