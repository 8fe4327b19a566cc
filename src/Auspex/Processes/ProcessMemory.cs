namespace Auspex.Processes;

/// <summary>How much is remembered of what programs ran with: strangers choose those bytes, so that they have a budget.</summary>
/// <remarks>
/// An exec is told with all its arguments; what is kept for later lines is cut, and nothing more is kept once the budget is used up, so
/// that nobody can push out what is known of others. May be shared by the lives of several nodes. One thread at a time.
/// </remarks>
internal sealed class ProcessMemory(LifecycleOptions options)
{
    private static readonly byte[] Ellipsis = "…\0"u8.ToArray();

    /// <summary>Bytes of images that are remembered, shared ones counted for each process.</summary>
    internal long ImageBytes { get; private set; }

    /// <summary>Bytes of facts that wait, or are held.</summary>
    internal long FactBytes { get; set; }

    /// <summary>True when facts must take effect before their turn.</summary>
    internal bool IsTooMuchWaiting => FactBytes > options.MaxWaitingBytes;

    /// <summary>Gives a process an image that was told in full, cut to what is to be remembered.</summary>
    internal void Set(TrackedProcess process, ProcessImage image)
    {
        ImageBytes -= process.ImageBytes;
        if (!options.KeepsHistory && image.Previous is { Arguments: not null } former) image.Previous = Bare(former);
        image = Cut(image, options.MaxArgumentBytes);
        if (ImageBytes + SizeOf(image) > options.MaxImageBytes) image = Bare(image, hasPrevious: false);
        process.Image = image;
        process.ImageBytes = SizeOf(image);
        ImageBytes += process.ImageBytes;
    }

    /// <summary>A process has ended and was told of: what it ran with is no longer needed.</summary>
    internal void End(TrackedProcess process)
    {
        if (!options.KeepsHistory) Set(process, Bare(process.Image, hasPrevious: true));
    }

    /// <summary>Nothing more is told of a process that has ended.</summary>
    internal void Forget(TrackedProcess process)
    {
        if (options.KeepsHistory) return;
        ImageBytes -= process.ImageBytes;
        process.ImageBytes = 0;
        process.Image = TrackedProcess.Unknown;
    }

    /// <summary>What an image takes, with those before it.</summary>
    internal static int SizeOf(ProcessImage? image)
    {
        var size = 0;
        for (; image is not null; image = image.Previous)
            size += (image.Exe?.Length ?? 0) + (image.Arguments?.Length ?? 0) + (image.Cwd?.Length ?? 0) + (image.Script?.Length ?? 0);
        return size;
    }

    private static ProcessImage Cut(ProcessImage image, int maxBytes)
    {
        if (image.Arguments is not { } arguments || arguments.Length <= maxBytes) return image;
        return new ProcessImage(image) { Arguments = [.. arguments.AsSpan(0, maxBytes).TrimEnd((byte)0), .. Ellipsis], ArgumentsCut = true };
    }

    private static ProcessImage Bare(ProcessImage image, bool hasPrevious = true) => new(image)
    {
        Arguments = null,
        Cwd = null,
        Script = null,
        ArgumentsCut = image.ArgumentsCut || image.Arguments is not null,
        Previous = hasPrevious ? image.Previous : null,
    };
}
