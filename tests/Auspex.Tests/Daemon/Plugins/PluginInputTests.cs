using System.Buffers.Binary;
using System.Text;
using Auspex.Daemon.Plugins;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tests.Daemon.Plugins;

/// <summary>What the daemon writes to plugins, taken apart and written anew.</summary>
public sealed class PluginInputTests
{
    private const string Body = "audit(1700000000.123:45): a=1";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65536)]
    public void Lines_are_the_same_however_they_are_cut(int step)
    {
        var lines = Enumerable.Range(0, 3000).Select(i => $"type=CWD msg=audit(1700000000.123:{i}): cwd=\"/{new string('x', i % 700)}\"").ToArray();
        var found = Feed(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\nrest"), step, out var input);
        Assert.Equal(lines, found, StringComparer.Ordinal);
        Assert.Equal(0, input.TooLong);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    public void Frames_are_the_same_however_they_are_cut(int step)
    {
        byte[] bytes = [.. Frame(0, 1307, "audit(1.2:3): a"), .. Frame(1, 1300, "node=x type=SYSCALL msg=b\nc"), .. Frame(0, 9999, "d"), .. Frame(1, 0, "")];
        Assert.Equal(["type=CWD msg=audit(1.2:3): a", "node=x type=SYSCALL msg=b c", "type=UNKNOWN[9999] msg=d", ""], Feed(bytes, step, out _));
    }

    [Fact]
    public void A_line_or_frame_that_is_too_long_is_left_out_and_counted()
    {
        var text = "first\n" + new string('x', 200_000) + "\nsecond\n" + new string('y', PluginInput.MaxRecordBytes + 1) + "\nthird\n";
        Assert.Equal(["first", "second", "third"], Feed(Encoding.ASCII.GetBytes(text), 5000, out var input));
        Assert.Equal(2, input.TooLong);
        byte[] frames = [.. Frame(1, 0, "first"), .. Frame(1, 0, new string('x', 300_000)), .. Frame(1, 0, "second")];
        Assert.Equal(["first", "second"], Feed(frames, 5000, out input));
        Assert.Equal(1, input.TooLong);
    }

    [Fact]
    public void A_frame_without_a_header_that_makes_sense_ends_it()
    {
        byte[] bytes = [.. Frame(1, 0, "first"), .. Frame(2, 0, new string('y', 9000)), .. Frame(1, 0, "third")];
        Assert.Equal(["first"], Feed(bytes, 64, out var input));
        Assert.True(input.IsBroken);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(65536)]
    public void Frames_that_are_filled_up_are_read_too(int step)
    {
        var bytes = Enumerable.Range(0, 10).SelectMany(i => (byte[])[.. Frame(1, 1300, $"record {i}"), .. new byte[8970 - 8]]).ToArray();
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => $"record {i}"), Feed(bytes, step, out var input), StringComparer.Ordinal);
        Assert.False(input.IsBroken);
    }

    [Fact]
    public void From_what_is_no_socket_only_lines_come()
    {
        var input = new PluginInput(mayBeFrames: false);
        "\u0001a\n"u8.CopyTo(input.GetRoom());
        input.Advance(3);
        Assert.True(input.TryRead(out var record));
        Assert.False(record.IsFrame);
    }

    [Fact]
    public void Mutated_frames_neither_throw_nor_stall()
    {
        var random = new Random(20261127);
        for (var round = 0; round < 300; round++)
        {
            var bytes = Enumerable.Range(0, 20).SelectMany(i => Frame((uint)i % 2, 1300, Body + new string('z', random.Next(400)))).ToArray();
            for (var i = 0; i < 5; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var found = Feed(bytes, 1 + random.Next(900), out _);
            Assert.True(found.Count <= bytes.Length, $"round {round}");
        }
    }

    [Fact]
    public void A_line_becomes_a_frame_with_its_end_inside_and_a_frame_stays_as_it_is()
    {
        var output = new ByteBuffer();
        PluginConversion.AppendFrame(new PluginRecord { Raw = "abc"u8, Text = "abc"u8 }, output);
        Assert.Equal([1, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, .. "abc\n"u8], output.Written.ToArray());
        output.Clear();
        var frame = Frame(0, (uint)RecordType.Cwd, Body);
        PluginConversion.AppendFrame(new PluginRecord { Raw = frame, Text = frame.AsSpan(16), IsFrame = true, IsKernelText = true, Type = RecordType.Cwd }, output);
        Assert.Equal(frame, output.Written.ToArray());
    }

    private static byte[] Frame(uint version, uint type, string text)
    {
        var bytes = new byte[16 + text.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), 16);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), type);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)text.Length);
        Encoding.ASCII.GetBytes(text).CopyTo(bytes, 16);
        return bytes;
    }

    private static List<string> Feed(byte[] bytes, int step, out PluginInput input)
    {
        input = new PluginInput(mayBeFrames: true);
        var found = new List<string>();
        var line = new ByteBuffer();
        for (var done = 0; done < bytes.Length;)
        {
            var room = input.GetRoom();
            Assert.False(room.IsEmpty);
            var count = Math.Min(Math.Min(step, room.Length), bytes.Length - done);
            bytes.AsSpan(done, count).CopyTo(room);
            input.Advance(count);
            done += count;
            while (input.TryRead(out var record))
            {
                line.Clear();
                PluginConversion.AppendLine(record, line);
                found.Add(Encoding.UTF8.GetString(line.Written));
            }

            if (input.IsBroken) break;
        }

        return found;
    }
}
