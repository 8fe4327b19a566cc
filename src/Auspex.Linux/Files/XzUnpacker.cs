using System.Runtime.InteropServices;

namespace Auspex.Linux.Files;

/// <summary>Unpacks by the machine's liblzma, loaded when a log needs it. Source: lzma/base.h and lzma/container.h 5.4, on 64 bits.</summary>
internal sealed unsafe class XzUnpacker : Unpacker
{
    /// <summary>The library.</summary>
    internal const string Library = "liblzma.so.5";

    private const ulong MaxMemoryBytes = 128 << 20; // xz -9 needs 65 MiB
    private const uint LZMA_CONCATENATED = 8;
    private const int LZMA_RUN = 0;
    private const int LZMA_FINISH = 3;
    private const int LZMA_OK = 0;
    private const int LZMA_STREAM_END = 1;
    private const int LZMA_MEM_ERROR = 5;
    private const int LZMA_MEMLIMIT_ERROR = 6;
    private const int LZMA_BUF_ERROR = 10;

    private readonly delegate* unmanaged<lzma_stream*, int, int> code;
    private readonly delegate* unmanaged<lzma_stream*, void> end;
    private readonly int begun;
    private lzma_stream* stream;

    private XzUnpacker(nint library)
    {
        code = (delegate* unmanaged<lzma_stream*, int, int>)NativeLibrary.GetExport(library, "lzma_code");
        end = (delegate* unmanaged<lzma_stream*, void>)NativeLibrary.GetExport(library, "lzma_end");
        var begin = (delegate* unmanaged<lzma_stream*, ulong, uint, int>)NativeLibrary.GetExport(library, "lzma_stream_decoder");
        stream = (lzma_stream*)NativeMemory.AllocZeroed((nuint)sizeof(lzma_stream)); // LZMA_STREAM_INIT
        begun = begin(stream, MaxMemoryBytes, LZMA_CONCATENATED);
        IsWhole = false;
    }

    /// <summary>Loads the library, from the system's own directories only.</summary>
    /// <returns>Null when the machine has none.</returns>
    internal static XzUnpacker? TryMake() =>
        NativeLibrary.TryLoad(Library, typeof(XzUnpacker).Assembly, DllImportSearchPath.SafeDirectories, out var library) ? new XzUnpacker(library) : null;

    /// <inheritdoc/>
    internal override string? Unpack(Span<byte> room, ReadOnlySpan<byte> packed, bool isLast, out int written, out int consumed)
    {
        (written, consumed) = (0, 0);
        if (begun != LZMA_OK) return "liblzma has no memory";
        if (IsWhole) return null;
        fixed (byte* to = room, from = packed)
        {
            stream->next_in = from;
            stream->avail_in = (nuint)packed.Length;
            stream->next_out = to;
            stream->avail_out = (nuint)room.Length;
            var result = code(stream, isLast ? LZMA_FINISH : LZMA_RUN);
            (written, consumed) = (room.Length - (int)stream->avail_out, packed.Length - (int)stream->avail_in);
            IsWhole = result == LZMA_STREAM_END;
            return result switch
            {
                LZMA_OK or LZMA_STREAM_END or LZMA_BUF_ERROR => null, // no progress: the caller sees that
                LZMA_MEM_ERROR => "liblzma has no memory",
                LZMA_MEMLIMIT_ERROR => $"unpacking it takes more than {MaxMemoryBytes >> 20} MiB",
                _ => "its compressed data is damaged",
            };
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (stream is null) return;
        end(stream);
        NativeMemory.Free(stream);
        stream = null;
    }

    [StructLayout(LayoutKind.Sequential, Size = 136)]
    private struct lzma_stream
    {
        internal byte* next_in;
        internal nuint avail_in;
        internal ulong total_in;
        internal byte* next_out;
        internal nuint avail_out;
    }
}
