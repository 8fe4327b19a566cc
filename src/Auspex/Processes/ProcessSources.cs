namespace Auspex.Processes;

/// <summary>What a statement about a process rests on.</summary>
[Flags]
internal enum ProcessSources
{
    /// <summary>Nothing: the statement follows from other statements.</summary>
    None = 0,

    /// <summary>Records of the audit system.</summary>
    Audit = 1,

    /// <summary>A record of BSD process accounting.</summary>
    Accounting = 2,

    /// <summary>/proc, read while the process lived; or the kernel's process connector, for the signal of an exit.</summary>
    Proc = 4,
}
