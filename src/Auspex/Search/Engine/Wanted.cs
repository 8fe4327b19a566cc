using Auspex.Tables;

namespace Auspex.Search.Engine;

/// <summary>What a selective search looks for in lines: one of some texts, or one of some types. One of the two is empty, or both.</summary>
/// <param name="Texts">Finders of the texts. Readable by several threads.</param>
/// <param name="Types">The types.</param>
internal sealed record Wanted(IReadOnlyList<NeedleFinder> Texts, IReadOnlyCollection<RecordType> Types)
{
    /// <summary>For a look at the stamps alone.</summary>
    public static readonly Wanted Nothing = new([], []);
}
