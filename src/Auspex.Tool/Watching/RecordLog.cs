using Auspex.Outputs;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Tool.Watching;

/// <summary>Writes records as lines of an audit log, as auditd would with log_format RAW: without EOE.</summary>
internal sealed class RecordLog : IDisposable
{
    private const int FlushBytes = 256 << 10;
    private readonly FileStream file;
    private readonly LineBuffer buffer = new();

    internal RecordLog(string path) => file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 1);

    internal void Append(in RecordView record, ReadOnlySpan<byte> payload)
    {
        if (record.Type == RecordType.Eoe || record.Error != RecordError.None) return;
        buffer.Append("type="u8);
        var name = RecordTypes.Name(record.Type);
        if (name.IsEmpty)
        {
            buffer.Append("UNKNOWN["u8);
            buffer.AppendNumber((int)record.Type);
            buffer.Append((byte)']');
        }
        else
        {
            buffer.Append(name);
        }

        buffer.Append(" msg="u8);
        buffer.Append(payload.TrimEnd("\0\n"u8));
        buffer.Append((byte)'\n');
        if (buffer.Length > FlushBytes) Flush();
    }

    public void Dispose()
    {
        Flush();
        file.Dispose();
    }

    private void Flush()
    {
        file.Write(buffer.Written);
        buffer.Clear();
    }
}
