using System.Runtime.InteropServices;

namespace Auspex.Kernel;

/// <summary>The switches of AUDIT_GET_FEATURE and AUDIT_SET_FEATURE: bits that are on, and bits locked until the next boot.</summary>
/// <param name="On">The features that are on.</param>
/// <param name="Locked">The features that can no longer change.</param>
/// <remarks>Source: linux/audit.h, <c>struct audit_features</c>: version, mask, features, lock.</remarks>
internal readonly record struct AuditFeatures(FeatureFlags On, FeatureFlags Locked)
{
    /// <summary>The size of the structure.</summary>
    public const int SizeBytes = 16;

    /// <summary>AUDIT_FEATURE_VERSION.</summary>
    private const uint Version = 1;

    /// <summary>Reads the payload of an answer to AUDIT_GET_FEATURE.</summary>
    /// <returns>False when it is too short.</returns>
    public static bool TryParse(ReadOnlySpan<byte> payload, out AuditFeatures features)
    {
        features = default;
        if (payload.Length < SizeBytes) return false;
        var on = MemoryMarshal.Read<uint>(payload[8..]);
        var locked = MemoryMarshal.Read<uint>(payload[12..]);
        features = new AuditFeatures((FeatureFlags)on, (FeatureFlags)locked);
        return true;
    }

    /// <summary>Writes the payload of AUDIT_SET_FEATURE.</summary>
    /// <param name="mask">The features to which <see cref="On"/> and <see cref="Locked"/> apply.</param>
    /// <param name="destination">At least <see cref="SizeBytes"/> bytes.</param>
    public void Write(FeatureFlags mask, Span<byte> destination)
    {
        ReadOnlySpan<uint> words = [Version, (uint)mask, (uint)On, (uint)Locked];
        MemoryMarshal.AsBytes(words).CopyTo(destination);
    }
}
