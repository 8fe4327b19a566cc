using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Auspex.Linux.Files;

/// <summary>The machine's libzstd, loaded when a log needs it. Source: zstd.h 1.5, the stable part.</summary>
internal sealed unsafe class Zstd
{
    private readonly delegate* unmanaged<void*> create;
    private readonly delegate* unmanaged<void*, nuint> free;
    private readonly delegate* unmanaged<void*, Buffer*, Buffer*, nuint> decompress;
    private readonly delegate* unmanaged<nuint, uint> isError;
    private readonly delegate* unmanaged<nuint, byte*> errorName;

    private Zstd(nint library)
    {
        create = (delegate* unmanaged<void*>)NativeLibrary.GetExport(library, "ZSTD_createDStream");
        free = (delegate* unmanaged<void*, nuint>)NativeLibrary.GetExport(library, "ZSTD_freeDStream");
        decompress = (delegate* unmanaged<void*, Buffer*, Buffer*, nuint>)NativeLibrary.GetExport(library, "ZSTD_decompressStream");
        isError = (delegate* unmanaged<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");
        errorName = (delegate* unmanaged<nuint, byte*>)NativeLibrary.GetExport(library, "ZSTD_getErrorName");
    }

    /// <summary>Loads the library, from the system's own directories only.</summary>
    /// <returns>False when the machine has none.</returns>
    internal static bool TryLoad([NotNullWhen(true)] out Zstd? zstd)
    {
        zstd = NativeLibrary.TryLoad("libzstd.so.1", typeof(Zstd).Assembly, DllImportSearchPath.SafeDirectories, out var library)
            ? new Zstd(library) : null;
        return zstd is not null;
    }

    /// <summary>Begins a stream; it holds windows of at most 128 MiB, zstd's own limit.</summary>
    internal void* Create() => create();

    /// <summary>Ends a stream.</summary>
    internal void Free(void* stream) => _ = free(stream);

    /// <summary>Unpacks some bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="room">Where to.</param>
    /// <param name="packed">What.</param>
    /// <param name="written">How many were unpacked.</param>
    /// <param name="consumed">How many packed bytes that took.</param>
    /// <param name="isFrameDone">True when a frame has ended; another may follow.</param>
    /// <returns>What is wrong, or null.</returns>
    internal string? Decompress(
        void* stream, Span<byte> room, ReadOnlySpan<byte> packed, out int written, out int consumed, out bool isFrameDone)
    {
        fixed (byte* to = room, from = packed)
        {
            var output = new Buffer { Start = to, Size = (nuint)room.Length };
            var input = new Buffer { Start = from, Size = (nuint)packed.Length };
            var result = decompress(stream, &output, &input);
            written = (int)output.Position;
            consumed = (int)input.Position;
            isFrameDone = result == 0;
            return isError(result) == 0 ? null : Marshal.PtrToStringUTF8((nint)errorName(result));
        }
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
