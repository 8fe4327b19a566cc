namespace Auspex.Processes;

/// <summary>What a process runs since an exec. Immutable; children share their parent's until they exec.</summary>
internal sealed class ProcessImage
{
    /// <summary>An image of which nothing is known.</summary>
    public ProcessImage()
    {
    }

    /// <summary>The same as <paramref name="other"/>, for change in an initializer.</summary>
    internal ProcessImage(ProcessImage other)
    {
        Exe = other.Exe;
        IsDeleted = other.IsDeleted;
        Arguments = other.Arguments;
        ArgumentsCut = other.ArgumentsCut;
        Cwd = other.Cwd;
        Script = other.Script;
        Comm = other.Comm;
        SinceMilliseconds = other.SinceMilliseconds;
        Previous = other.Previous;
    }

    /// <summary>Path of the image, without the kernel's " (deleted)"; null when not known.</summary>
    public byte[]? Exe { get; init; }

    /// <summary>True when the image's file was already removed.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The arguments, each ended by NUL; null when not known, or no longer remembered.</summary>
    public byte[]? Arguments { get; init; }

    /// <summary>True when some arguments, or parts, are missing from <see cref="Arguments"/>: an ellipsis stands where they were.</summary>
    public bool ArgumentsCut { get; init; }

    /// <summary>Working directory at the exec; null when not known.</summary>
    public byte[]? Cwd { get; init; }

    /// <summary>The script as it was named to execve, when the image is its interpreter; else null.</summary>
    public byte[]? Script { get; init; }

    /// <summary>The name that the main thread had then; null when not known.</summary>
    public byte[]? Comm { get; init; }

    /// <summary>When it began, in milliseconds since 1970-01-01 UTC.</summary>
    public long SinceMilliseconds { get; init; }

    /// <summary>The image before this one in the same process, at most <see cref="TrackedProcess.MaxImages"/> deep; null for the first.</summary>
    public ProcessImage? Previous { get; internal set; }
}
