using System.Runtime.InteropServices;
using System.Text;

namespace Auspex.Linux.Files;

/// <summary>Unpacks by the machine's libzstd, loaded when a log needs it. Source: zstd.h 1.5, the stable part.</summary>
internal sealed unsafe class ZstdUnpacker : Unpacker
{
    /// <summary>The library.</summary>
    internal const string Library = "libzstd.so.1";

    private readonly delegate* unmanaged<void*, nuint> free;
    private readonly delegate* unmanaged<void*, Buffer*, Buffer*, nuint> decompress;
    private readonly delegate* unmanaged<nuint, uint> isError;
    private readonly delegate* unmanaged<nuint, byte*> errorName;
    private void* stream; // holds windows of at most 128 MiB, zstd's own limit

    private ZstdUnpacker(nint library)
    {
        var create = (delegate* unmanaged<void*>)NativeLibrary.GetExport(library, "ZSTD_createDStream");
        free = (delegate* unmanaged<void*, nuint>)NativeLibrary.GetExport(library, "ZSTD_freeDStream");
        decompress = (delegate* unmanaged<void*, Buffer*, Buffer*, nuint>)NativeLibrary.GetExport(library, "ZSTD_decompressStream");
        isError = (delegate* unmanaged<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");
        errorName = (delegate* unmanaged<nuint, byte*>)NativeLibrary.GetExport(library, "ZSTD_getErrorName");
        stream = create();
    }

    /// <summary>Loads the library, from the system's own directories only.</summary>
    /// <returns>Null when the machine has none.</returns>
    internal static ZstdUnpacker? TryMake() =>
        NativeLibrary.TryLoad(Library, typeof(ZstdUnpacker).Assembly, DllImportSearchPath.SafeDirectories, out var library) ? new ZstdUnpacker(library) : null;

    /// <inheritdoc/>
    internal override string? Unpack(Span<byte> room, ReadOnlySpan<byte> packed, bool isLast, out int written, out int consumed)
    {
        (written, consumed) = (0, 0);
        if (stream is null) return "libzstd has no memory";
        if (packed.IsEmpty && IsWhole) return null; // it would begin another frame
        fixed (byte* to = room, from = packed)
        {
            var output = new Buffer { Start = to, Size = (nuint)room.Length };
            var input = new Buffer { Start = from, Size = (nuint)packed.Length };
            var result = decompress(stream, &output, &input);
            (written, consumed) = ((int)output.Position, (int)input.Position);
            IsWhole = result == 0;
            return isError(result) == 0 ? null : $"its compressed data is damaged ({Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(errorName(result)))})";
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (stream is not null) _ = free(stream);
        stream = null;
    }

    /// <summary><c>ZSTD_inBuffer</c> and <c>ZSTD_outBuffer</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Buffer
    {
        internal byte* Start;
        internal nuint Size;
        internal nuint Position;
    }
}
