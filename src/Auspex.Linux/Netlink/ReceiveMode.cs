namespace Auspex.Linux.Netlink;

/// <summary>How records come.</summary>
internal enum ReceiveMode
{
    /// <summary>As the registered auditor: each record is sent to us alone and waits in the kernel's backlog until it is.</summary>
    Auditor = 0,

    /// <summary>As one of many listeners of a multicast group: what finds no room is lost, and never slows the machine.</summary>
    Listener,
}
