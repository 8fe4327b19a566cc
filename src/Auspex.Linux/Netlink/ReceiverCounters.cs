namespace Auspex.Linux.Netlink;

/// <summary>What a receiver has seen so far.</summary>
/// <param name="Messages">Messages received, records or not.</param>
/// <param name="Calls">Receive calls that brought any.</param>
/// <param name="Overruns">Times that the kernel reported ENOBUFS: the socket was full.</param>
/// <param name="Dropped">
/// Times that a message found no room in the socket. A listener has lost as many messages. For an auditor each is a try: the kernel
/// tries again, but after some it drops the record, often without counting it as lost. More than 0 means: records are missing.
/// </param>
/// <param name="Truncated">Records longer than a slot, cut there.</param>
/// <param name="Foreign">Messages from another sender than the kernel; dropped.</param>
/// <param name="Malformed">Messages without a whole header; dropped.</param>
internal readonly record struct ReceiverCounters(
    long Messages, long Calls, long Overruns, long Dropped, long Truncated, long Foreign, long Malformed);
