using System.Buffers.Binary;
using Auspex.Daemon.Queues;
using Auspex.Daemon.Records;
using Auspex.Text;

namespace Auspex.Daemon.Plugins;

/// <summary>Writes records that came to a plugin, in the form in which they came or in the other. Source: spec 8.4.</summary>
internal static class PluginConversion
{
    /// <summary>Adds the record as a frame: one that came as a frame unchanged, a line with its end inside, version 1 and type 0.</summary>
    public static void AppendFrame(in PluginRecord record, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (record.IsFrame)
        {
            output.Append(record.Raw);
            return;
        }

        var header = output.GetSpan(PluginFraming.HeaderBytes);
        WriteNative(header, 1);
        WriteNative(header[4..], PluginFraming.HeaderBytes);
        WriteNative(header[8..], 0);
        WriteNative(header[12..], record.Text.Length + 1);
        output.Advance(PluginFraming.HeaderBytes);
        output.Append(record.Text);
        output.Append((byte)'\n');
    }

    /// <summary>Adds the record as a line without its end. Line ends within it become spaces.</summary>
    public static void AppendLine(in PluginRecord record, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (record.IsKernelText) RecordLine.AppendHead(record.Type, output);
        RecordLine.AppendText(record.Text, output);
    }

    private static void WriteNative(Span<byte> to, int value)
    {
        if (BitConverter.IsLittleEndian) BinaryPrimitives.WriteInt32LittleEndian(to, value);
        else BinaryPrimitives.WriteInt32BigEndian(to, value);
    }
}
