namespace Auspex.Linux.Netlink;

/// <summary>Who sent the auditor a signal, as the kernel noted it.</summary>
/// <param name="LoginUser">Its auid; 4294967295 when unset.</param>
/// <param name="Pid">Its pid.</param>
/// <param name="Context">Its security context, or null where there is none.</param>
internal readonly record struct SignalSender(uint LoginUser, int Pid, string? Context);
