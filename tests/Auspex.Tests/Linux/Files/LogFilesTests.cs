using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Auspex.Archive;
using Auspex.Linux.Files;

namespace Auspex.Tests.Linux.Files;

public sealed class LogFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("auspex-files-").FullName;
    private readonly LogFiles files = new();

    [Fact]
    public void A_file_that_nobody_writes_is_mapped()
    {
        using var log = Open(Write("a", "one\ntwo\nthree"));
        Assert.IsType<MappedLog>(log);
        Assert.Equal("one\ntwo\nthree", Text(log));
    }

    [Fact]
    public void A_file_that_somebody_writes_is_read_as_it_was_when_it_was_opened()
    {
        var path = Write("a", "one\ntwo\n");
        using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        using var log = Open(path);
        Assert.IsType<StreamLog>(log);
        writer.Write("three\n"u8);
        writer.Flush();
        Assert.Equal("one\ntwo\n", Text(log));
        Assert.Equal("", log.Problem);
    }

    [Fact]
    public void A_file_that_is_cut_short_while_it_is_read_ends_there_and_says_so()
    {
        var path = Write("a", string.Concat(Enumerable.Repeat("0123456789\n", 500_000)));
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        using var log = Open(path);
        Assert.Equal(LogRead.Block, log.Read(out var block));
        writer.SetLength(0);
        Assert.Equal((byte)'0', log.Slice(block.Position, block.Length)[0]);
        while (log.Read(out _) == LogRead.Block)
        {
        }

        Assert.Equal("it was cut short while it was read: read up to byte 1048575, where a record is cut off", log.Problem);
    }

    [Fact]
    public void A_file_keeps_its_content_when_it_is_renamed_or_removed()
    {
        var path = Write("a", "one\n");
        using var log = Open(path);
        File.Move(path, path + ".1");
        File.Delete(path + ".1");
        Assert.Equal("one\n", Text(log));
    }

    [Fact]
    public void Gzip_is_known_by_its_first_bytes_also_in_several_parts()
    {
        var path = Path.Combine(folder, "whatever");
        foreach (var part in (string[])["one\n", "two\n"])
        {
            using var file = new FileStream(path, FileMode.Append);
            using var gzip = new GZipStream(file, CompressionLevel.Optimal);
            gzip.Write(Encoding.ASCII.GetBytes(part));
        }

        using var log = Open(path);
        Assert.Equal("one\ntwo\n", Text(log));
    }

    [Fact]
    public void Zstandard_is_known_by_its_first_bytes_also_in_several_parts()
    {
        var path = Compress("one\n");
        File.AppendAllText(path, "");
        var second = File.ReadAllBytes(Compress("two\n", "b"));
        using (var file = new FileStream(path, FileMode.Append)) file.Write(second);
        using var log = Open(path);
        Assert.Equal("one\ntwo\n", Text(log));
        Assert.Equal("", log.Problem);
    }

    [Theory]
    [InlineData(true, "its compressed data ends too early")]
    [InlineData(false, "its compressed data is damaged (")]
    public void Damaged_zstandard_ends_the_log_and_says_so(bool isShort, string problem)
    {
        var random = new Random(5);
        var path = Compress(string.Concat(Enumerable.Range(0, 200_000).Select(_ => $"{random.Next()}\n")));
        var bytes = File.ReadAllBytes(path);
        if (!isShort) bytes.AsSpan(bytes.Length / 2, 64).Fill(0xFF);
        File.WriteAllBytes(path, isShort ? bytes[..(bytes.Length / 2)] : bytes);
        using var log = Open(path);
        Assert.True(Text(log).Length > 0);
        Assert.StartsWith(problem, log.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_followed_and_name_the_same_file()
    {
        var path = Write("a", "one\n");
        File.CreateSymbolicLink(path + ".link", path);
        using var log = Open(path);
        using var linked = Open(path + ".link");
        Assert.Equal(log.Id, linked.Id);
        Assert.NotEqual(LogFileId.None, log.Id);
        Assert.Equal(StatOf(path), $"{log.Id.Device} {log.Id.Inode}");
    }

    [Fact]
    public void What_is_refused_has_the_words_of_the_library_of_C()
    {
        Assert.Equal("No such file or directory", Refusal(folder + "/none"));
        Assert.Equal("Is a directory", Refusal(folder));
        Assert.Equal("Not a directory", Refusal(Write("a", "") + "/b"));
        var loop = folder + "/loop";
        File.CreateSymbolicLink(loop, loop);
        Assert.Equal("Too many levels of symbolic links", Refusal(loop));
        Assert.Equal("No such file or directory", Refusal(""));
        Assert.Equal("File name too long", Refusal("/" + new string('a', 300)));
        Assert.Equal(LogPathKind.Missing, files.Inspect(loop, out var reason));
        Assert.Equal("Too many levels of symbolic links", reason);
        Assert.Equal(LogPathKind.Directory, files.Inspect(folder, out _));
        Assert.Equal(LogPathKind.File, files.Inspect("/dev/null", out _));
    }

    [Fact]
    public void A_device_without_bytes_and_an_empty_file_are_empty_logs()
    {
        using var device = Open("/dev/null");
        Assert.Equal("", Text(device));
        using var file = Open(Write("a", ""));
        Assert.Equal("", Text(file));
        using var inProc = Open("/proc/self/stat");
        Assert.True(Text(inProc).Length > 0);
    }

    [Fact]
    public void A_named_pipe_is_read_to_its_end()
    {
        var path = folder + "/pipe";
        using (var made = Process.Start("mkfifo", [path])) made.WaitForExit();
        using var writer = Process.Start("sh", ["-c", $"printf 'one\\ntw' > {path}; exit"]);
        using var log = Open(path);
        Assert.Equal("one\ntw", Text(log));
        writer.WaitForExit();
    }

    [Fact]
    public void A_long_line_is_read_and_a_too_long_one_passed_over_and_counted()
    {
        foreach (var (length, tooLong) in ((int, int)[])[(LogSource.MaxLineBytes, 0), (LogSource.MaxLineBytes + 1, 1), (5_000_000, 1)])
        {
            using var log = Open(Write("a", "first\n" + new string('x', length) + "\nlast"));
            var lines = Text(log).Split('\n');
            Assert.Equal(3 - tooLong, lines.Length);
            Assert.Equal("last", lines[^1]);
            Assert.Equal(tooLong, log.LongLines);
        }
    }

    [Fact]
    public void A_record_behind_a_long_run_of_NUL_is_read()
    {
        using var log = Assert.IsType<MappedLog>(Open(Write("a", "first\n" + new string('\0', 3 << 20) + "last\n")));
        Assert.Equal("first\nlast\n", Text(log).Replace("\0", "", StringComparison.Ordinal));
        Assert.Equal(0, log.LongLines);
    }

    [Fact]
    public void Ten_gigabytes_can_be_read_at_any_place()
    {
        const long Size = 10L << 30;
        var path = Path.Combine(folder, "large");
        using (var file = new FileStream(path, FileMode.Create))
        {
            // A hole, which takes no room on the disk: lines of zeros at first, one without end then.
            for (var at = 1L << 20; at <= 64L << 20; at += 1L << 20)
            {
                file.Position = at - 1;
                file.WriteByte((byte)'\n');
            }

            file.Position = Size - 1;
            file.WriteByte((byte)'\n');
        }

        using var log = Assert.IsType<MappedLog>(Open(path));
        Assert.Equal(Size, log.Length);
        Assert.Equal((byte)'\n', log.Slice(Size - 1, 1)[0]);
        Assert.Equal(0, log.Slice((5L << 30) + 17, 1)[0]);
        log.WillNeed(Size - 4097, 4097);
        for (var position = 0L; position < 64L << 20; position += 1 << 20)
        {
            Assert.Equal(LogRead.Block, log.Read(out var block));
            Assert.Equal(new LogBlock(position, 1 << 20), block);
        }
    }

    [Fact]
    public void A_mapped_log_is_gone_when_it_is_given_back()
    {
        var log = Assert.IsType<MappedLog>(Open(Write("a", "one\n")));
        log.Dispose();
        log.Dispose();
        Assert.Throws<ObjectDisposedException>(() => log.Slice(0, 1)[0]);
    }

    [Fact]
    public void Of_a_configuration_at_most_so_much_is_read()
    {
        var path = Write("conf", new string('#', 100));
        Assert.Equal(10, files.TryReadAll(path, 10, out _, out _)!.Length);
        Assert.Null(files.TryReadAll(path + "x", 10, out var isMissing, out _));
        Assert.True(isMissing);
        Assert.Null(files.TryReadAll(folder, 10, out isMissing, out var reason));
        Assert.Equal((false, "Is a directory"), (isMissing, reason));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Compress(string text, string name = "a")
    {
        var path = Write(name, text);
        try
        {
            using var zstd = Process.Start("zstd", ["-q", "-f", path]);
            zstd.WaitForExit();
            Assert.Equal(0, zstd.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("zstd is not installed");
        }

        return path + ".zst";
    }

    private static string StatOf(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%d %i", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }

    private LogSource Open(string path)
    {
        var log = files.TryOpen(path, out var reason);
        Assert.Equal("", reason);
        return log!;
    }

    private string Refusal(string path)
    {
        Assert.Null(files.TryOpen(path, out var reason));
        return reason;
    }

    private static string Text(LogSource log)
    {
        var text = new StringBuilder();
        while (log.Read(out var block) == LogRead.Block) text.Append(Encoding.UTF8.GetString(log.Slice(block.Position, block.Length)));
        return text.ToString();
    }
}
