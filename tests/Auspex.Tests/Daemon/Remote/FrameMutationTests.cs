using System.Globalization;
using Auspex.Daemon.Remote;
using Auspex.Tests.Support;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>Frames that were damaged on purpose. AUSPEX_FRAMES says how many.</summary>
public sealed class FrameMutationTests
{
    private const int Damaged = 20_000;

    [Fact]
    public void No_damage_makes_the_reader_throw_grow_or_stand_still()
    {
        var random = Seeded.New(out _);
        var reader = new FrameReader();
        var bytes = new byte[20_000];
        for (var i = 0; i < Count; i++)
        {
            var length = FrameMutator.Fill(random, bytes);
            reader.Clear();
            var rest = bytes.AsSpan(0, length);
            while (!rest.IsEmpty)
            {
                var taken = reader.Feed(rest[..Math.Min(rest.Length, random.Next(1, 9000))]);
                Assert.True(taken > 0, "no room after the reader asked for more");
                rest = rest[taken..];
                if (!Drain(reader)) break;
            }

            Assert.InRange(reader.Waiting.Length, 0, FrameReader.MaxBytes);
        }
    }

    internal static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("AUSPEX_FRAMES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Damaged;

    private static bool Drain(FrameReader reader)
    {
        while (true)
        {
            switch (reader.Read(out var header, out var body))
            {
                case FrameStep.Frame:
                    Assert.Equal(header.Length, body.Length);
                    break;
                case FrameStep.NeedMore:
                    return true;
                case FrameStep.BadMagic when reader.SkipLine():
                    break;
                case FrameStep.BadMagic:
                    return reader.Room.Length > 0;
                default:
                    Assert.True(header.IsTooLong);
                    return false;
            }
        }
    }
}
