using System.Diagnostics;
using System.Globalization;
using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same;

/// <summary>Runs many command lines on one log by one script, since a shell starts programs ten times as fast as .NET does.</summary>
/// <remarks>Lines run in a folder that they may fill, with nothing on standard input, in the zone UTC.</remarks>
internal sealed class Batch
{
    /// <summary>No line takes longer than a second or two, on however busy a machine not as long as this; one that hangs is found by its name.</summary>
    private const int MostMilliseconds = 120_000;

    private readonly TestLog log;
    private readonly IReadOnlyList<CommandLine> lines;

    private Batch(TestLog log, IReadOnlyList<CommandLine> lines) => (this.log, this.lines) = (log, lines);

    /// <summary>The answers of <paramref name="tools"/>, in the order of the lines.</summary>
    public static IReadOnlyList<Answer> Run(ToolSet tools, TestLog log, IReadOnlyList<CommandLine> lines) => new Batch(log, lines).Run(tools);

    private IReadOnlyList<Answer> Run(ToolSet tools)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("lines"));
        using var shell = tools.Start(folder.Write("script", Script(folder)), log.Configuration is not null);
        WaitFor(shell, folder.PathOf("codes"));
        var codes = ReadCodes(folder.PathOf("codes"));
        if (codes.Count < lines.Count)
            throw new InvalidOperationException($"{tools.Name} on {log.Name} hang or end the shell ({shell.ExitCode}): {lines.First(l => !codes.ContainsKey(l.Number))}");
        return [.. lines.Select(l => new Answer(codes[l.Number], Text(folder, l, "out"), Text(folder, l, "err")))];
    }

    /// <summary>Waits as long as line after line ends, each of which adds to <paramref name="codes"/>.</summary>
    private static void WaitFor(Process shell, string codes)
    {
        var length = -1L;
        while (!shell.WaitForExit(MostMilliseconds))
        {
            var told = File.Exists(codes) ? new FileInfo(codes).Length : 0;
            if (told == length)
            {
                shell.Kill(entireProcessTree: true);
                shell.WaitForExit();
                return;
            }

            length = told;
        }
    }

    private static string Text(TemporaryFolder folder, CommandLine line, string end) =>
        Encoding.Latin1.GetString(File.ReadAllBytes(folder.PathOf(string.Create(CultureInfo.InvariantCulture, $"{line.Number}.{end}"))));

    private static Dictionary<int, int> ReadCodes(string path)
    {
        var codes = new Dictionary<int, int>();
        if (!File.Exists(path)) return codes;
        foreach (var line in File.ReadLines(path))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            codes[int.Parse(line.AsSpan(0, space), CultureInfo.InvariantCulture)] = int.Parse(line.AsSpan(space + 1), CultureInfo.InvariantCulture);
        }

        return codes;
    }

    private byte[] Script(TemporaryFolder folder)
    {
        var script = new StringBuilder();
        var root = folder.FullName;
        script.Append(CultureInfo.InvariantCulture, $"exec </dev/null 9>{root}/codes\ncd {root}/lines || exit\n");
        if (log.Configuration is { } configuration) AppendConfiguration(script, root, configuration);
        foreach (var (name, value) in log.Values) script.Append(CultureInfo.InvariantCulture, $"{name}='{value}'\n");
        foreach (var line in lines) AppendLine(script, root, line);
        return Encoding.Latin1.GetBytes(script.ToString());
    }

    /// <summary>A copy of /etc that names the logs lies over /etc, for this script and its programs alone.</summary>
    private static void AppendConfiguration(StringBuilder script, string root, string configuration) =>
        script.Append(CultureInfo.InvariantCulture, $"""
            cp -a /etc {root}/etc && mkdir -p {root}/etc/audit && mount --make-rprivate / && mount --bind {root}/etc /etc || exit
            cat >/etc/audit/auditd.conf <<'END_OF_CONFIGURATION'
            {configuration}
            END_OF_CONFIGURATION
            chmod 640 /etc/audit/auditd.conf

            """);

    /// <summary>A subshell only where the line changes its folder: it costs as much as a small program.</summary>
    private void AppendLine(StringBuilder script, string root, CommandLine line)
    {
        var number = line.Number;
        if (log.Configuration is not null)
            script.Append(CultureInfo.InvariantCulture, $"( mkdir {number} && cd {number} || exit\n{line.Text}\n)");
        else if (line.Text.Contains("cd ", StringComparison.Ordinal))
            script.Append(CultureInfo.InvariantCulture, $"N={number}\n(\n{line.Text}\n)");
        else
            script.Append(CultureInfo.InvariantCulture, $"{{\n{line.Text}\n}}");
        script.Append(CultureInfo.InvariantCulture, $" >{root}/{number}.out 2>{root}/{number}.err 9>&-\necho \"{number} $?\" >&9\n");
    }
}
