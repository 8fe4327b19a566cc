using System.Text;
using System.Text.Json;
using Auspex.Outputs;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Outputs;

/// <summary>Strings of JSON, against the parser of the platform.</summary>
public sealed class JsonTextTests
{
    /// <summary>Copied by the vector, by halves, or byte by byte: a special byte is seen wherever it stands.</summary>
    [Fact]
    public void Every_byte_at_every_place_of_every_length_is_read_back()
    {
        for (var length = 1; length < 70; length++)
        {
            var text = Encoding.ASCII.GetBytes(new string('x', length));
            for (var at = 0; at < length; at++)
            {
                for (var c = 0; c < 0x80; c++)
                {
                    text[at] = (byte)c;
                    Check(text);
                }

                text[at] = (byte)'x';
            }
        }
    }

    [Fact]
    public void Any_bytes_are_read_back_or_replaced()
    {
        var random = Seeded.New(out _);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new byte[random.Next(100)];
            random.NextBytes(text);
            if (random.Next(2) == 0) Array.ForEach(Enumerable.Range(0, text.Length).ToArray(), k => text[k] &= 0x7F);
            Check(text);
        }
    }

    private static void Check(byte[] text)
    {
        var output = new ByteBuffer(16);
        output.Append("["u8);
        var isUtf8 = JsonText.Append(output, text);
        output.Append("]"u8);
        Assert.DoesNotContain(output.Written.ToArray(), b => b is < 0x20 or 0x7F);
        using var json = JsonDocument.Parse(output.Written.ToArray());
        Assert.Equal(Encoding.UTF8.GetString(text), json.RootElement[0].GetString());
        Assert.Equal(System.Text.Unicode.Utf8.IsValid(text), isUtf8);
    }
}
