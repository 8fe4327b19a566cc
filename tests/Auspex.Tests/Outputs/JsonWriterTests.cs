using System.Text;
using System.Text.Json.Nodes;
using Auspex.Outputs;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Outputs;

/// <summary>Whatever is written, in whatever nesting, is read back by the parser of the platform.</summary>
public sealed class JsonWriterTests
{
    private readonly ByteBuffer output = new(16);
    private int members;

    [Fact]
    public void Any_document_is_read_back()
    {
        var random = Seeded.New(out var seed);
        var writer = new JsonWriter(output);
        for (var i = 0; i < 3000; i++)
        {
            output.Clear();
            writer.Begin();
            var expected = new JsonObject();
            Fill(writer, expected, random, depth: 1);
            writer.EndLine();
            var text = Encoding.UTF8.GetString(output.Written);
            Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(text)), $"{seed}: {text} instead of {expected.ToJsonString()}");
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_stand_beside()
    {
        var writer = new JsonWriter(output);
        writer.Begin();
        writer.Bytes("exe"u8, [(byte)'a', 0xFF]);
        writer.Bytes("cwd"u8, null);
        writer.Known("tty"u8, default);
        writer.Seconds("took"u8, TimeSpan.FromMilliseconds(61_007));
        writer.Time("at"u8, 1_795_251_276_071);
        writer.EndLine();
        Assert.Equal("{\"exe\":\"a\uFFFD\",\"exe_hex\":\"61ff\",\"cwd\":null,\"took\":61.007,\"at\":\"2026-11-21T08:54:36.071Z\"}\n", Encoding.UTF8.GetString(output.Written));
    }

    private void Fill(JsonWriter writer, JsonObject expected, Random random, int depth)
    {
        for (var left = random.Next(5); left > 0; left--)
        {
            var name = $"m{members++}";
            var bytes = Encoding.ASCII.GetBytes(name);
            switch (random.Next(depth < 6 ? 9 : 6))
            {
                case 0:
                    var number = random.NextInt64() - (long.MaxValue / 2);
                    writer.Number(bytes, number);
                    expected[name] = number;
                    break;
                case 1:
                    writer.Text(bytes, $"\"\\\n{number = random.Next()}é");
                    expected[name] = $"\"\\\n{number}é";
                    break;
                case 2:
                    writer.Truth(bytes, (number = random.Next(2)) == 0);
                    expected[name] = number == 0;
                    break;
                case 3:
                    writer.Null(bytes);
                    expected[name] = null;
                    break;
                case 4:
                    writer.Digits(bytes, "0042"u8);
                    writer.Digits(bytes, "4x"u8);
                    expected[name] = 42L;
                    break;
                case 5:
                    writer.Rate(bytes, 0.25);
                    expected[name] = 0.25;
                    break;
                case 6:
                    var inner = new JsonObject();
                    if ((number = random.Next(2)) == 0) writer.Object(bytes);
                    else writer.Optional(bytes);
                    Fill(writer, inner, random, depth + 1);
                    writer.Close();
                    if (number == 0 || inner.Count > 0) expected[name] = inner;
                    break;
                default:
                    expected[name] = List(writer, bytes, random, depth);
                    break;
            }
        }
    }

    private JsonArray List(JsonWriter writer, byte[] name, Random random, int depth)
    {
        var items = new JsonArray();
        writer.List(name);
        for (var left = random.Next(4); left > 0; left--)
        {
            if (depth < 5 && random.Next(2) == 0)
            {
                var item = new JsonObject();
                writer.Item();
                Fill(writer, item, random, depth + 2);
                writer.Close();
                items.Add(item);
            }
            else
            {
                Assert.True(writer.Value("x y"u8));
                items.Add("x y");
            }
        }

        writer.Close();
        return items;
    }
}
