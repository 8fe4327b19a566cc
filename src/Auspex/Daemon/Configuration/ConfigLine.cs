namespace Auspex.Daemon.Configuration;

/// <summary>A line that holds words: <c>key = value [option]</c>.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Words">The words.</param>
/// <param name="Columns">Where each begins, from 1.</param>
internal sealed record ConfigLine(int Number, IReadOnlyList<string> Words, IReadOnlyList<int> Columns);
