namespace Auspex.Linux.Connector;

/// <summary>The end of one thread.</summary>
/// <param name="ThreadId">The thread, in the initial pid namespace; equal to <paramref name="ProcessId"/> for a leading thread.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="Status">Its wait status, never 0: a signal in the low 7 bits, or a code in the second byte.</param>
/// <param name="MonotonicNanoseconds">When, by CLOCK_MONOTONIC.</param>
internal readonly record struct ThreadExit(int ThreadId, int ProcessId, int Status, long MonotonicNanoseconds);
