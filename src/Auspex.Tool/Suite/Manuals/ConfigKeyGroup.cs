namespace Auspex.Tool.Suite.Manuals;

/// <summary>Keys that belong together.</summary>
/// <param name="Title">What they are about; empty where a page has one group only.</param>
/// <param name="Keys">The keys, in the order of the page.</param>
internal sealed record ConfigKeyGroup(string Title, IReadOnlyList<ConfigKey> Keys);
