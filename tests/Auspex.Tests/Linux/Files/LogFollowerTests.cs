using System.Globalization;
using Auspex.Linux.Files;
using Auspex.Records;

namespace Auspex.Tests.Linux.Files;

/// <summary>A log that grows, is rotated, cut and removed while it is followed.</summary>
public sealed class LogFollowerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auspex-follow-");
    private readonly List<ulong> serials = [];
    private int torn;

    private string Log => Path.Combine(folder.FullName, "audit.log");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void It_begins_behind_what_is_there_and_puts_halves_of_lines_together()
    {
        Write(1);
        using var follower = LogFollower.Open(Log, out _)!;
        Assert.False(Read(follower));
        Write(2, 3);
        File.AppendAllText(Log, "type=SYSCALL msg=audit(10");
        Assert.True(Read(follower));
        File.AppendAllText(Log, "00.000:4): a=1\n");
        _ = Read(follower);
        Assert.Equal([2, 3, 4], serials);
        Assert.Equal(0, torn);
    }

    [Fact]
    public void A_log_that_is_not_there_yet_is_read_from_its_beginning()
    {
        using var follower = LogFollower.Open(Log, out var reason)!;
        Assert.Empty(reason);
        Assert.False(Read(follower));
        Write(1, 2);
        _ = Read(follower);
        Assert.Equal([1, 2], serials);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void No_rotation_is_passed_over_however_many_came_between_two_looks(int rotations)
    {
        Write(1);
        using var follower = LogFollower.Open(Log, out _)!;
        for (var i = 0; i < rotations; i++)
        {
            Write((2 * i) + 2, (2 * i) + 3);
            Rotate();
        }

        Write((2 * rotations) + 2);
        while (Read(follower))
        {
        }

        Assert.Equal(Enumerable.Range(2, (2 * rotations) + 1).Select(static i => (ulong)i), serials);
        Assert.Equal((rotations, 0), (follower.Rotations, follower.Breaks));
    }

    [Fact]
    public void Between_the_renames_of_a_rotation_it_waits()
    {
        Write(1);
        using var follower = LogFollower.Open(Log, out _)!;
        Write(2);
        File.Move(Log, Log + ".1");
        while (Read(follower))
        {
        }

        Write(3);
        while (Read(follower))
        {
        }

        Assert.Equal([2, 3], serials);
    }

    [Fact]
    public void A_log_that_was_cut_or_removed_is_a_break()
    {
        Write(1, 2);
        using var follower = LogFollower.Open(Log, out _)!;
        File.WriteAllText(Log, "");
        Write(3);
        _ = Read(follower);
        File.Delete(Log);
        File.WriteAllText(Log + ".1", "");
        File.Delete(Log + ".1");
        Write(4);
        while (Read(follower))
        {
        }

        Assert.Equal([3, 4], serials);
        Assert.Equal(2, follower.Breaks);
    }

    private bool Read(LogFollower follower) => follower.Read((in RecordView line) =>
    {
        if (line.Error == RecordError.None) serials.Add(line.Stamp.Serial);
        else torn++;
    });

    private void Write(params int[] numbers) =>
        File.AppendAllText(Log, string.Concat(numbers.Select(static n => string.Create(CultureInfo.InvariantCulture, $"type=SYSCALL msg=audit(1000.000:{n}): a=1\n"))));

    private void Rotate()
    {
        for (var i = 20; i > 0; i--)
        {
            var from = string.Create(CultureInfo.InvariantCulture, $"{Log}.{i}");
            if (File.Exists(from)) File.Move(from, string.Create(CultureInfo.InvariantCulture, $"{Log}.{i + 1}"));
        }

        File.Move(Log, Log + ".1");
    }
}
