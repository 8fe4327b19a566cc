using Auspex.Tables;

namespace Auspex.Search.Engine;

/// <summary>What a selective search looks for in lines: one of some texts, or one of some types. One of the two is empty.</summary>
internal sealed record Wanted(IReadOnlyList<ReadOnlyMemory<byte>> Texts, IReadOnlyCollection<RecordType> Types);
