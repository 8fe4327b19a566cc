using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Auspex.SystemTests.Support;
using Auspex.Tool.Suite.Ausearch;
using Auspex.Tool.Suite.Common;

namespace Auspex.SystemTests.Suite;

/// <summary>Compressed logs: read as they are, and told of when they are cut short or damaged (issue 9, B12).</summary>
public sealed class PackedLogTests
{
    private const int Events = 4000;

    [Theory]
    [InlineData("gz")]
    [InlineData("xz")]
    [InlineData("zst")]
    public void A_compressed_log_is_read_as_it_is(string kind)
    {
        using var folder = new TemporaryFolder();
        var log = Pack(folder, kind);
        var run = SuiteRun.Ausearch("-if", log, "--raw");
        Assert.Equal((0, Log(), ""), (run.ExitCode, run.Output, run.Errors));
        Assert.Equal(Events, Lines(SuiteRun.Ausearch("-if", Twice(folder, log), "--raw", "-a", "7")).Length * Events / 2); // one file, two parts
    }

    [Theory]
    [InlineData("gz", 0.5)]
    [InlineData("gz", 0.9999)]
    [InlineData("xz", 0.5)]
    [InlineData("xz", 0.9999)]
    [InlineData("zst", 0.5)]
    [InlineData("zst", 0.9999)]
    public void A_compressed_log_that_is_cut_short_is_told_and_half_a_record_is_not_shown(string kind, double part)
    {
        using var folder = new TemporaryFolder();
        var log = Cut(Pack(folder, kind), part);
        foreach (var words in (string[][])[["--raw"], ["-k", "net", "--raw"], ["--raw", "--debug"]])
        {
            var run = SuiteRun.Ausearch(["-if", log, .. words]);
            Assert.Equal(1, run.ExitCode);
            Assert.StartsWith(run.Output, Log(), StringComparison.Ordinal);
            Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
            Assert.Matches("ausearch: .*: its compressed data .*ends too early: read up to byte [0-9]+", run.Errors);
            Assert.Contains($"read up to byte {run.Output.Length}", run.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("xz")]
    [InlineData("zst")]
    public void A_compressed_log_that_is_damaged_is_told(string kind)
    {
        using var folder = new TemporaryFolder();
        var log = Pack(folder, kind);
        var bytes = File.ReadAllBytes(log);
        bytes.AsSpan(bytes.Length / 2, 64).Fill(0xFF);
        File.WriteAllBytes(log, bytes);
        var run = SuiteRun.Ausearch("-if", log, "--raw");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("its compressed data is damaged", run.Errors, StringComparison.Ordinal);
        Assert.StartsWith(run.Output[..Math.Min(run.Output.Length, Log().Length / 5)], Log(), StringComparison.Ordinal); // gzip knows of it only some lines later
    }

    [Fact]
    public void The_other_readers_end_with_1_too()
    {
        using var folder = new TemporaryFolder();
        var log = Cut(Pack(folder, "gz"), 0.5);
        Assert.Equal(1, Run(host => Tool.Suite.Aureport.AureportTool.Run(["-if", log, "-k", "--summary"], host)));
        Assert.Equal(1, Run(host => Tool.Suite.Aureport.AureportTool.Run(["-if", log, "-t"], host)));
        Assert.Equal(1, Run(host => AusearchTool.Run(["-if", log, "--gaps"], host)));
        Assert.Equal(1, Run(host => Tool.Suite.Aulast.AulastTool.Run(["-f", log], host, isRoot: true, "/tmp")));

        static int Run(Func<SuiteHost, int> tool)
        {
            using var output = new MemoryStream();
            using var errors = new MemoryStream();
            var code = tool(SuiteRun.World(output, errors));
            Assert.Contains("ends too early", Encoding.UTF8.GetString(errors.ToArray()), StringComparison.Ordinal);
            return code;
        }
    }

    [Fact]
    public void A_file_without_its_option_is_told_with_what_would_be_right() =>
        Assert.Equal(new SuiteRun(1, "", "b.xz is an unsupported option\nausearch: -if stands before each file\n"), SuiteRun.Ausearch("-if", "a.xz", "b.xz"));

    private static string Log()
    {
        var text = new StringBuilder();
        for (var i = 1; i <= Events; i++)
            text.Append(FormattableString.Invariant($"type=SYSCALL msg=audit({1_795_000_000 + i}.000:{i}): arch=c000003e syscall=43 success=yes exit={i * 7919 % 10007} pid={i} uid=0 comm=\"x\" exe=\"/bin/x\" key=\"net\"\n"));
        return text.ToString();
    }

    private static string[] Lines(SuiteRun run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The log compressed, in a file whose name does not say so.</summary>
    private static string Pack(TemporaryFolder folder, string kind)
    {
        var path = folder.Write("packed", Log());
        if (kind == "gz")
        {
            using (var file = File.Create(path + ".gz"))
            using (var gzip = new GZipStream(file, CompressionLevel.Optimal)) gzip.Write(Encoding.ASCII.GetBytes(Log()));
            return path + ".gz";
        }

        var program = kind == "xz" ? "xz" : "zstd";
        try
        {
            using var packer = Process.Start(program, ["-q", "-f", "-k", path]);
            packer.WaitForExit();
            Assert.Equal(0, packer.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed");
        }

        return $"{path}.{kind}";
    }

    private static string Cut(string path, double part)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..Math.Min((int)(bytes.Length * part), bytes.Length - 1)]);
        return path;
    }

    private static string Twice(TemporaryFolder folder, string path)
    {
        var bytes = File.ReadAllBytes(path);
        return folder.Write("twice", [.. bytes, .. bytes]);
    }
}
