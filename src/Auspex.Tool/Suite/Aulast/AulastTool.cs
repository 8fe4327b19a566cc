using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aulast;

/// <summary>The tool <c>aulast</c>: who was logged in when, and when the machine was started.</summary>
/// <remarks>Source: aulast(8); spec 1.3. Differences from 4.2.2 are in docs/differences.md.</remarks>
internal sealed class AulastTool
{
    private const string Name = "aulast";
    private const string ExtractName = "aulast.log";

    private readonly AulastOptions options;
    private readonly SuiteHost host;
    private readonly SessionText sessions;
    private readonly ByteBuffer text = new();

    private AulastTool(AulastOptions options, SuiteHost host)
    {
        this.options = options;
        this.host = host;
        sessions = new SessionText(host.Locale, host.Zone, host.Time.NowSeconds);
    }

    /// <summary>Runs it on the machine it is on.</summary>
    internal static int Run(string[] words) => Run(words, MachineHost.Make(), Machine.EffectiveUserId == 0, Environment.CurrentDirectory);

    /// <summary>Runs it in a world of the caller's. Never throws for what it is given.</summary>
    /// <param name="words">The words after its name.</param>
    /// <param name="host">The world.</param>
    /// <param name="isRoot">False to warn that the machine's own logs may be out of reach.</param>
    /// <param name="folder">Where <c>--extract</c> writes.</param>
    internal static int Run(string[] words, SuiteHost host, bool isRoot, string folder) =>
        SuiteMain.Guard(Name, host, () => new AulastTool(AulastOptions.Parse(words), host).List(isRoot, folder));

    private int List(bool isRoot, string folder)
    {
        if (!isRoot && options.Path is null && !options.ReadsStandardInput) host.Say("You probably need to be root for this to work\n");
        using var logs = LoginLogs.Open(host, options.Path, options.ReadsStandardInput);
        using var extract = options.Extracts ? OpenExtract(Path.Combine(folder, ExtractName)) : Stream.Null;
        var reader = new SessionReader(options, host.MakeNames(), Print, host.Say, line =>
        {
            extract.Write(line.Span);
            extract.WriteByte((byte)'\n');
        });
        _ = logs.Read(reader);
        reader.End();
        host.Output.Flush();
        var isCut = logs.TellProblems(Name);
        if (reader.LeftOut > 0) host.Say($"{Name}: {reader.LeftOut} records left out: too many sessions or machines at once\n");
        return isCut ? LogProblems.ExitCode : 0;
    }

    private void Print(LoginSession session)
    {
        text.Clear();
        sessions.AppendLine(session, text);
        if (options.HasProof) sessions.AppendProof(session, text);
        host.Output.Write(text.Written);
    }

    private static FileStream OpenExtract(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SuiteFailure($"Error opening output file {path} ({FailureWords.Of(e)})");
        }
    }
}
