namespace Auspex.Linux.Loop;

/// <summary>temporary</summary>
public sealed class FdWriter : IDisposable
{
    private readonly Stream s = Console.OpenStandardOutput();

    /// <summary>t</summary>
    public FdWriter(int fd) { _ = fd; }

    /// <summary>t</summary>
    public bool IsBroken => s is null;

    /// <summary>t</summary>
    public void Write(ReadOnlySpan<byte> x) => s.Write(x);

    /// <summary>t</summary>
    public void Flush() => s.Flush();

    /// <inheritdoc/>
    public void Dispose() { }
}
