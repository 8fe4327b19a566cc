namespace Auspex.Records.Scanning;

/// <summary>Chooses the scanner once: the one that <c>AUSPEX_SCANNER</c> names, or the fastest that this machine can run.</summary>
internal static class FieldScanners
{
    /// <summary>All scanners of this machine, the oracle first.</summary>
    public static IReadOnlyList<IFieldScanner> All { get; } =
        VectorFieldScanner.IsSupported ? [new PlainFieldScanner(), new VectorFieldScanner()] : [new PlainFieldScanner()];

    /// <summary>The scanner in use.</summary>
    public static IFieldScanner Best { get; } = Choose(Environment.GetEnvironmentVariable("AUSPEX_SCANNER"));

    /// <summary>The scanner called <paramref name="name"/>, or the fastest where there is none of that name.</summary>
    internal static IFieldScanner Choose(string? name)
    {
        foreach (var scanner in All)
        {
            if (scanner.Name == name) return scanner;
        }

        return All[^1];
    }
}
