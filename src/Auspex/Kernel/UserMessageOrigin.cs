namespace Auspex.Kernel;

/// <summary>Where a record of user space comes from; an empty part is unknown.</summary>
/// <param name="Program">The path of the program.</param>
/// <param name="Host">The name of the host.</param>
/// <param name="Terminal">The terminal without <c>/dev/</c>.</param>
internal sealed record UserMessageOrigin(
    ReadOnlyMemory<byte> Program, ReadOnlyMemory<byte> Host, ReadOnlyMemory<byte> Terminal);
