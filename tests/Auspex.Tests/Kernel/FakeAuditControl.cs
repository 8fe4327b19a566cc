using Auspex.Kernel;
using Auspex.Rules;

namespace Auspex.Tests.Kernel;

/// <summary>A model of the kernel's control channel: state, rules, and refusals as the kernel has them.</summary>
internal sealed class FakeAuditControl : IAuditControl
{
    public const int EPERM = 1, ENOENT = 2, EACCES = 13, EEXIST = 17;

    private readonly List<RuleWire> rules = [];

    /// <summary>The state; change it to set a scene.</summary>
    public AuditStatus Status { get; set; } = new()
    {
        WordCount = 11,
        Failure = FailureMode.Log,
        BacklogLimit = 64,
        BacklogWaitTime = 15000,
        Abilities = (KernelAbilities)0x7F,
    };

    /// <summary>The pid of the process that this channel belongs to.</summary>
    public int OwnPid { get; set; } = 4242;

    /// <summary>Everything that was changed, in order.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>When set, called before each change; throws to play a failure.</summary>
    public Action<string>? BeforeChange { get; set; }

    /// <summary>When set, says with which errno a rule that is to be added is refused; 0 for not.</summary>
    public Func<RuleWire, int>? RefusesRule { get; set; }

    /// <summary>Deletions of rules are acknowledged, and not done.</summary>
    public bool IgnoresDeletions { get; set; }

    public AuditFeatures Features { get; set; }

    public AuditStatus GetStatus() => Status;

    public void SetEnabled(EnabledState enabled)
    {
        Change($"enabled={(int)enabled}");
        if (Status.Enabled == EnabledState.Locked) Refuse("switch auditing", EPERM);
        Status = Status with { Enabled = enabled };
    }

    public void SetFailure(FailureMode failure)
    {
        Change($"failure={(int)failure}");
        Status = Status with { Failure = failure };
    }

    public void Unregister()
    {
        Change("pid=0");
        if (Status.AuditorPid != 0 && Status.AuditorPid != OwnPid) Refuse("unregister as the auditor", EACCES);
        Status = Status with { AuditorPid = 0 };
    }

    public void SetRateLimit(uint recordsPerSecond)
    {
        Change($"rate_limit={recordsPerSecond}");
        Status = Status with { RateLimit = recordsPerSecond };
    }

    public void SetBacklogLimit(uint records)
    {
        Change($"backlog_limit={records}");
        if (Status.Enabled == EnabledState.Locked) Refuse("set the audit backlog limit", EPERM);
        Status = Status with { BacklogLimit = records };
    }

    public void SetBacklogWaitTime(uint ticks)
    {
        Change($"backlog_wait_time={ticks}");
        Status = Status with { BacklogWaitTime = ticks };
    }

    public uint ResetLost()
    {
        Change("lost=0");
        var lost = Status.Lost;
        Status = Status with { Lost = 0 };
        return lost;
    }

    public uint ResetBacklogWaitTimeActual()
    {
        Change("backlog_wait_time_actual=0");
        var waited = Status.BacklogWaitTimeActual;
        Status = Status with { BacklogWaitTimeActual = 0 };
        return waited;
    }

    public AuditFeatures GetFeatures() => Features;

    public void SetFeatures(FeatureFlags mask, AuditFeatures features)
    {
        Change("features");
        Features = new AuditFeatures(
            (Features.On & ~mask) | (features.On & mask), Features.Locked | (features.Locked & mask));
    }

    public IReadOnlyList<RuleWire> ListRules() => [.. rules];

    public void AddRule(RuleWire rule)
    {
        Change("add rule");
        if (Status.Enabled == EnabledState.Locked) Refuse("add an audit rule", EPERM);
        if (rules.Contains(rule)) Refuse("add an audit rule", EEXIST);
        if (RefusesRule?.Invoke(rule) is { } errno and not 0) Refuse("add an audit rule", errno);
        if (rule.Prepend) rules.Insert(0, rule);
        else rules.Add(rule);
    }

    public void DeleteRule(RuleWire rule)
    {
        Change("delete rule");
        if (Status.Enabled == EnabledState.Locked) Refuse("delete an audit rule", EPERM);
        if (!IgnoresDeletions && !rules.Remove(rule)) Refuse("delete an audit rule", ENOENT);
    }

    public void Trim() => Change("trim");

    public void MakeEquivalent(ReadOnlySpan<byte> mount, ReadOnlySpan<byte> subtree) => Change("equivalent");

    public void SendUserMessage(int type, ReadOnlySpan<byte> text) => Change($"message {type}");

    public void Dispose()
    {
    }

    private static void Refuse(string operation, int errno) => throw new KernelException(operation, errno, "refused");

    private void Change(string what)
    {
        BeforeChange?.Invoke(what);
        Changes.Add(what);
    }
}
