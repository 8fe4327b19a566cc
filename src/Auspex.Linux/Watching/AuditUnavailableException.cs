namespace Auspex.Linux.Watching;

/// <summary>The kernel's audit cannot be used here. The message is one sentence for people, with what still works.</summary>
internal sealed class AuditUnavailableException : IOException
{
    internal AuditUnavailableException(AuditRefusal reason, string message, Exception? inner)
        : base(message, inner) => Reason = reason;

    /// <summary>Why.</summary>
    public AuditRefusal Reason { get; }
}
