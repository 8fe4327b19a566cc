using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary>The arguments of an exec, put together from its EXECVE records. Belongs to one thread.</summary>
/// <remarks><c>aN="text"</c>, <c>aN=HEX</c>, or <c>aN_len=N aN[0]=… aN[1]=…</c> over several records. Source: kernel audit_log_execve_info.</remarks>
internal sealed class ArgumentText
{
    private readonly ByteBuffer text = new(1024, 1 << 20);
    private readonly List<int> ends = [];
    private byte[] decoded = new byte[1024];

    /// <summary>How many there are.</summary>
    public int Count => ends.Count;

    /// <summary>One of them.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : ends[index - 1];
            return text.Written[start..ends[index]];
        }
    }

    /// <summary>Takes those of <paramref name="e"/>.</summary>
    public void Read(LogEvent e)
    {
        text.Clear();
        ends.Clear();
        var number = -1;
        for (var i = 0; i < e.Count; i++)
        {
            if (e.Spots[i].Type != RecordType.Execve) continue;
            foreach (var field in new FieldReader(e[i].Body))
            {
                if (!ArgumentName.TryParse(field.Name, out var argument, out _, out var isLength) || isLength) continue;
                if (argument != number && number >= 0) ends.Add(text.Length);
                number = argument;
                if (decoded.Length < field.Value.Length) decoded = new byte[field.Value.Length];
                text.Append(FieldValue.TextOf(field.Value, decoded));
            }
        }

        if (number >= 0) ends.Add(text.Length);
    }

    /// <summary>Adds them with a space between.</summary>
    public void AppendLine(ByteBuffer output)
    {
        for (var i = 0; i < Count; i++)
        {
            if (i > 0) output.Append((byte)' ');
            output.Append(this[i]);
        }
    }
}
