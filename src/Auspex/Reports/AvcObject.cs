using Auspex.Search.Extraction;

namespace Auspex.Reports;

/// <summary>What a policy's decision is about.</summary>
internal static class AvcObject
{
    /// <summary>What it comes from.</summary>
    public const FactSet Needed = FactSet.Avcs | FactSet.Files | FactSet.Cwd;

    /// <summary>The label of the object; where there are no labels, as with AppArmor, the file; empty where neither is known.</summary>
    public static ReadOnlySpan<byte> Of(AvcFact avc, EventFacts facts) =>
        !avc.Object.IsEmpty ? avc.Object : facts.FileCount > 0 ? facts.File(0).Name : default;
}
