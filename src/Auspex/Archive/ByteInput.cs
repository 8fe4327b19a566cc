namespace Auspex.Archive;

/// <summary>Where a log's bytes come from when they come one after the other.</summary>
internal abstract class ByteInput : IDisposable
{
    /// <summary>What <see cref="Read"/> returns when nothing came for a while and something still may.</summary>
    public const int Silence = -1;

    /// <summary>True when somebody is writing while we read: what is there is worth handing on at once.</summary>
    public virtual bool IsLive => false;

    /// <summary>How many bytes are still to come, where that is known; otherwise 0.</summary>
    public virtual long ExpectedBytes => 0;

    /// <summary>Why the bytes ended before their end; empty while all is well.</summary>
    public string Problem { get; protected set; } = "";

    /// <summary>What is missing within, in whose place a NUL came; empty while all is well. Valid at the end.</summary>
    public virtual string Gap => "";

    /// <summary>Reads some bytes. Never throws for what the bytes are.</summary>
    /// <returns>How many; 0 at the end; <see cref="Silence"/>.</returns>
    public abstract int Read(Span<byte> room);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
