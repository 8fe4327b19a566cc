namespace Auspex.Accounting;

/// <summary>What 64 bytes of an accounting file turned out to be.</summary>
internal enum AcctFormat
{
    /// <summary>None of the known layouts.</summary>
    Malformed = 0,

    /// <summary><c>struct acct_v3</c>: what Linux writes since 2.6 with CONFIG_BSD_PROCESS_ACCT_V3.</summary>
    V3,

    /// <summary><c>struct acct</c>, versions 0 to 2: known, but without pid and parent, so of no use here.</summary>
    Older,
}
