namespace Auspex.Search.Extraction;

/// <summary>How an event ended: the system call's <c>success=</c>, else the record's own result.</summary>
public enum EventSuccess
{
    /// <summary>No record says.</summary>
    Unset,

    /// <summary><c>success=no</c>, <c>res=failed</c>, <c>res=0</c>, or denied by a policy.</summary>
    Failed,

    /// <summary><c>success=yes</c>, or a result that is no failure.</summary>
    Success,
}
