using System.Diagnostics.CodeAnalysis;

namespace Auspex.SystemTests.Live;

/// <summary>Byte strings are the same where their bytes are.</summary>
internal sealed class ByteArrays : IEqualityComparer<byte[]>
{
    public static readonly ByteArrays Same = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => obj.Length;
}
