namespace Auspex.Linux.Connector;

/// <summary>What an <see cref="ExitConnector"/> has seen so far.</summary>
/// <param name="Exits">Ends of threads told.</param>
/// <param name="Overruns">Times that the kernel reported ENOBUFS: the socket was full, and an unknown number of ends is missing.</param>
/// <param name="Foreign">Messages from another sender than the kernel; dropped.</param>
/// <param name="Malformed">Messages cut short or of another shape; dropped.</param>
internal readonly record struct ExitConnectorCounters(long Exits, long Overruns, long Foreign, long Malformed);
