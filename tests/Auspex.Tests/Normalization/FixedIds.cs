using Auspex.Normalization;

namespace Auspex.Tests.Normalization;

/// <summary>The users of the machine the goldens were made on, as far as they matter, and one on each side of the borders.</summary>
internal sealed class FixedIds : IUserIds
{
    public bool TryGetId(ReadOnlySpan<byte> name, out uint uid)
    {
        uid = name.SequenceEqual("root"u8) ? 0
            : name.SequenceEqual("daemon"u8) ? 1
            : name.SequenceEqual("carol"u8) ? 4010
            : name.SequenceEqual("nfsnobody"u8) ? 65534
            : uint.MaxValue;
        return uid != uint.MaxValue;
    }
}
