namespace Auspex.Search.Times;

/// <summary>How a locale writes dates and times, as patterns of strftime(3).</summary>
/// <param name="Date">What <c>%x</c> stands for.</param>
/// <param name="Time">What <c>%X</c> stands for.</param>
public sealed record TimePatterns(string Date, string Time)
{
    /// <summary>The C locale.</summary>
    public static TimePatterns C { get; } = new("%m/%d/%y", "%H:%M:%S");
}
