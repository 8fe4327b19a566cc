namespace Auspex.Records;

/// <summary>What <c>audit(SEC.MMM:SERIAL)</c> says: when, and which event of its boot and node.</summary>
/// <param name="Milliseconds">Time since 1970-01-01 UTC, in milliseconds: the kernel's own resolution in records.</param>
/// <param name="Serial">The kernel's running number of the event; it starts again at boot and wraps at 2^32.</param>
public readonly record struct EventStamp(long Milliseconds, ulong Serial) : IComparable<EventStamp>
{
    /// <summary>Whole seconds since 1970-01-01 UTC.</summary>
    public long Seconds => Milliseconds / 1000;

    /// <summary>By time, then by serial.</summary>
    public int CompareTo(EventStamp other)
    {
        var byTime = Milliseconds.CompareTo(other.Milliseconds);
        return byTime != 0 ? byTime : Serial.CompareTo(other.Serial);
    }

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(EventStamp a, EventStamp b) => a.CompareTo(b) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(EventStamp a, EventStamp b) => a.CompareTo(b) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(EventStamp a, EventStamp b) => a.CompareTo(b) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(EventStamp a, EventStamp b) => a.CompareTo(b) >= 0;
}
