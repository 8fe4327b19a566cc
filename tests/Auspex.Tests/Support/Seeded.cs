using System.Globalization;

namespace Auspex.Tests.Support;

/// <summary>Randomness that can be had again: AUSPEX_SEED sets the seed, and every use of it prints the one it took.</summary>
internal static class Seeded
{
    /// <summary>A generator for one test.</summary>
    public static Random New(out string seedText)
    {
        var text = Environment.GetEnvironmentVariable("AUSPEX_SEED");
        var seed = text is null ? Random.Shared.Next() : int.Parse(text, CultureInfo.InvariantCulture);
        seedText = $"AUSPEX_SEED={seed}";
        TestContext.Current.TestOutputHelper?.WriteLine(seedText);
        return new Random(seed);
    }
}
