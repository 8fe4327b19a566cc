namespace Auspex.Linux.Accounting;

/// <summary>Whose accounting file is read.</summary>
internal enum AccountingMode
{
    /// <summary>Our own: accounting was off, and is off again afterwards.</summary>
    Own = 0,

    /// <summary>The machine's (psacct, atop, another session): it is only read.</summary>
    Followed,
}
