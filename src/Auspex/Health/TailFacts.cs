using Auspex.Search.Gaps;

namespace Auspex.Health;

/// <summary>What the last part of the log says is missing.</summary>
/// <param name="SizeBytes">How much was read.</param>
/// <param name="Events">Events in it.</param>
/// <param name="FirstMilliseconds">When the first one was written, since 1970-01-01 UTC.</param>
/// <param name="Gaps">What is missing.</param>
internal sealed record TailFacts(long SizeBytes, long Events, long FirstMilliseconds, IReadOnlyList<EventGap> Gaps);
