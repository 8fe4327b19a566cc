namespace Auspex.Linux.Outputs;

/// <summary>Where an output's lines go. Used by the output's thread alone.</summary>
internal interface ILineTarget : IDisposable
{
    /// <summary>Takes one line, without its end.</summary>
    void Write(ReadOnlySpan<byte> line);

    /// <summary>A batch has ended, or a second has passed: what has gathered goes out.</summary>
    void Flush();

    /// <summary>Lines that were lost since the last call.</summary>
    long TakeLost();
}
