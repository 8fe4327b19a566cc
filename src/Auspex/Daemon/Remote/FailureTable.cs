namespace Auspex.Daemon.Remote;

/// <summary>Turns failures into verdicts. Remembers which warnings have been given since the last record was sent.</summary>
/// <remarks>Source: spec 8.5, the table of failure actions.</remarks>
internal sealed class FailureTable
{
    private const int Error = 3;
    private const int Warning = 4;

    private readonly RemoteConfig config;
    private bool hasWarned;
    private bool hasWarnedAndContinued;

    /// <summary>A table after a good start.</summary>
    public FailureTable(RemoteConfig config) => this.config = config;

    /// <summary>What is to be done about a failure.</summary>
    /// <param name="kind">The failure.</param>
    /// <param name="message">More of it; may be empty.</param>
    public FailureVerdict Decide(FailureKind kind, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (action, program) = config.ActionOf(kind);
        var (name, priority) = Describe(kind);
        var told = message.Length == 0 ? name : $"{name}, {message}";
        return action switch
        {
            FailureAction.Ignore => Verdict(true, null),
            FailureAction.Syslog => Verdict(true, told),
            FailureAction.Exec => Verdict(true, null),
            FailureAction.WarnOnceContinue => WarnAndContinue(),
            FailureAction.WarnOnce => Warn(),
            FailureAction.Suspend => Verdict(false, $"suspending remote logging due to {name}"),
            FailureAction.Reconnect => Verdict(false, $"remote logging disconnected due to {name}, will attempt reconnection"),
            FailureAction.Single => Verdict(false, $"remote logging is switching system to single user mode due to {name}"),
            FailureAction.Halt => Verdict(false, $"remote logging halting system due to {name}"),
            _ => Verdict(false, $"remote logging stopping due to {told}"),
        };

        FailureVerdict WarnAndContinue()
        {
            var isFirst = !hasWarnedAndContinued;
            hasWarnedAndContinued = true;
            return Verdict(isFirst, isFirst ? told : null);
        }

        FailureVerdict Warn()
        {
            var isFirst = !hasWarned;
            hasWarned = true;
            return Verdict(false, isFirst ? told : null);
        }

        FailureVerdict Verdict(bool continues, string? text) => new(action, program, continues, message.Length == 0 ? name : message, text, priority);
    }

    /// <summary>A record was sent: what warns once warns again.</summary>
    public void OnSent() => hasWarned = hasWarnedAndContinued = false;

    private static (string Name, int Priority) Describe(FailureKind kind) => kind switch
    {
        FailureKind.Network => ("network failure", Warning),
        FailureKind.DiskLow => ("remote server is low on disk space", Warning),
        FailureKind.DiskFull => ("remote server's disk is full", Error),
        FailureKind.DiskError => ("remote server has a disk error", Error),
        FailureKind.RemoteEnding => ("remote server is going down", Warning),
        FailureKind.GenericError => ("unrecognized remote error", Error),
        FailureKind.GenericWarning => ("unrecognized remote warning", Warning),
        FailureKind.QueueError => ("queue error", Error),
        _ => ("startup network failure", Warning),
    };
}
