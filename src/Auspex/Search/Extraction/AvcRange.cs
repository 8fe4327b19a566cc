namespace Auspex.Search.Extraction;

/// <summary>An <see cref="AvcFact"/> as it is kept.</summary>
internal record struct AvcRange(EventSuccess Verdict, TextRange Class, TextRange Permissions, TextRange Subject, TextRange Object);
