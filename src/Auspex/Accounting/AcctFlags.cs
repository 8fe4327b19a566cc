namespace Auspex.Accounting;

/// <summary>What an accounting record says of the way a process lived and died. Source: linux/acct.h.</summary>
[Flags]
internal enum AcctFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>AFORK, 0x01: it was forked and its leading thread never called exec; another thread may have.</summary>
    Forked = 0x01,

    /// <summary>ASU, 0x02: it used root's privileges.</summary>
    SuperUser = 0x02,

    /// <summary>ACOMPAT, 0x04: never set on Linux.</summary>
    Compatible = 0x04,

    /// <summary>ACORE, 0x08: it was about to dump core, whether or not that was allowed then.</summary>
    CoreDumped = 0x08,

    /// <summary>AXSIG, 0x10: a signal ended its leading thread; so it does when another thread calls exit or exec.</summary>
    Signalled = 0x10,

    /// <summary>AGROUP, 0x20: it was the last task of its process.</summary>
    LastOfGroup = 0x20,
}
