namespace Auspex.Daemon.Configuration;

/// <summary>What stands after <c>node=</c>. Source: auditd.conf(5), name_format.</summary>
internal enum NodeNameFormat
{
    /// <summary>No node.</summary>
    None = 0,

    /// <summary>gethostname(2).</summary>
    Hostname,

    /// <summary>The canonical name that the resolver gives.</summary>
    FullyQualified,

    /// <summary>The machine's address.</summary>
    Numeric,

    /// <summary>The key <c>name</c>.</summary>
    User,
}
