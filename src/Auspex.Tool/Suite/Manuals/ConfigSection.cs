namespace Auspex.Tool.Suite.Manuals;

/// <summary>A section of a page behind its keys.</summary>
/// <param name="Title">Its title, in capitals.</param>
/// <param name="Text">Full sentences; paragraphs are parted by an empty line. Empty where the entries say all.</param>
/// <param name="Entries">Words with what they mean; may be empty.</param>
internal sealed record ConfigSection(string Title, string Text, IReadOnlyList<(string Head, string Text)> Entries);
