namespace Auspex.Linux.Watching;

/// <summary>Something that people should know, as one sentence.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">The sentence.</param>
internal readonly record struct SessionNotice(NoticeKind Kind, string Text);
