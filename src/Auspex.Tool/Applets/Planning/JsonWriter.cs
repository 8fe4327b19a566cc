using System.Text;
using Auspex.Outputs;
using Auspex.Text;

namespace Auspex.Tool.Applets.Planning;

/// <summary>Writes one JSON document into a buffer: commas where they belong, strings of any bytes. Source: RFC 8259.</summary>
internal sealed class JsonWriter
{
    private readonly ByteBuffer output;
    private bool needsComma;

    internal JsonWriter(ByteBuffer output) => this.output = output;

    internal JsonWriter Begin(char bracket)
    {
        Separate();
        output.Append((byte)bracket);
        needsComma = false;
        return this;
    }

    internal JsonWriter End(char bracket)
    {
        output.Append((byte)bracket);
        needsComma = true;
        return this;
    }

    internal JsonWriter Name(ReadOnlySpan<byte> name)
    {
        Separate();
        JsonText.Append(output, name);
        output.Append((byte)':');
        needsComma = false;
        return this;
    }

    internal JsonWriter Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        JsonText.Append(output, value);
        needsComma = true;
        return this;
    }

    internal JsonWriter Text(ReadOnlySpan<byte> name, string value) => Text(name, Encoding.UTF8.GetBytes(value));

    internal JsonWriter Number(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        output.AppendDecimal(value);
        needsComma = true;
        return this;
    }

    /// <summary>A number with three digits behind the point.</summary>
    internal JsonWriter Rate(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        output.Append(Encoding.ASCII.GetBytes(value.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)));
        needsComma = true;
        return this;
    }

    internal JsonWriter Truth(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        output.Append(value ? "true"u8 : "false"u8);
        needsComma = true;
        return this;
    }

    internal JsonWriter Value(ReadOnlySpan<byte> value)
    {
        Separate();
        JsonText.Append(output, value);
        needsComma = true;
        return this;
    }

    private void Separate()
    {
        if (needsComma) output.Append((byte)',');
    }
}
