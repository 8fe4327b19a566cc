namespace Auspex.SystemTests.Watch;

/// <summary>One row of the tables in docs/watch-json.md.</summary>
/// <param name="Name">The field.</param>
/// <param name="Events">The events it occurs in.</param>
/// <param name="Presence">When it is there, in the words of the page.</param>
/// <param name="Type">What it holds, in the words of the page.</param>
/// <param name="Words">The words in code font of its meaning: of a field of type word, its values.</param>
internal sealed record SchemaField(
    string Name, IReadOnlySet<string> Events, string Presence, string Type, IReadOnlySet<string> Words);
