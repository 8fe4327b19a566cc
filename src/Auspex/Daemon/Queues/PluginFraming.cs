using System.Buffers.Binary;
using Auspex.Text;

namespace Auspex.Daemon.Queues;

/// <summary>Writes records as plugins read them.</summary>
/// <remarks>
/// <code>
/// string = line LF
/// binary = ver(4) hlen(4)=16 type(4) size(4) text      native byte order; ver 0: the kernel's text, ver 1: the line
/// </code>
/// A line is not told apart by version: it is the formatted record. Source: spec 8.2; facts/plugin-protocol.tsv.
/// </remarks>
internal static class PluginFraming
{
    /// <summary>Bytes of a header.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isBinary">The plugin's format.</param>
    /// <param name="isFormatted">True where lines are more than type and text: enriched, or with a node.</param>
    /// <param name="output">Where to.</param>
    public static void Append(in DaemonRecord record, bool isBinary, bool isFormatted, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!isBinary)
        {
            output.Append(record.Line);
            output.Append((byte)'\n');
            return;
        }

        var isLine = isFormatted || record.Origin == RecordOrigin.Network;
        var text = isLine ? record.Line : record.Payload;
        var header = output.GetSpan(HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header, isLine ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], (int)record.Type);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], text.Length);
        output.Advance(HeaderBytes);
        output.Append(text);
    }
}
