using System.Globalization;

namespace Auspex.Daemon;

/// <summary>Sees when the wall clock is set: by how far it has moved against one that nobody sets. Clocks are in milliseconds.</summary>
/// <remarks>Nothing that waits goes by the wall clock; but stamps do, and who reads the log later wants to know.</remarks>
internal sealed class ClockWatch(long wall, long steady)
{
    /// <summary>What a clock is moved by to keep it right is no step.</summary>
    private const long LeastStep = 1000;

    private long offset = wall - steady;

    /// <summary>Looks at both clocks; for use about once a second.</summary>
    /// <param name="wall">Since 1970-01-01 UTC.</param>
    /// <param name="steady">Since boot, sleep included.</param>
    /// <param name="step">By how much the wall clock was set, negative: back.</param>
    /// <returns>True when it was set since the last look.</returns>
    public bool TryFindStep(long wall, long steady, out long step)
    {
        step = wall - steady - offset;
        offset += step;
        return Math.Abs(step) >= LeastStep;
    }

    /// <summary>What people are told.</summary>
    public static string TextOf(long step) => string.Create(
        CultureInfo.InvariantCulture, $"The clock was set {(step < 0 ? "back" : "forward")} by {Math.Abs(step) / 1000.0:0.###} s: stamps before and after are not comparable");
}
