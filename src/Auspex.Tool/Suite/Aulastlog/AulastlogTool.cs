using System.Text;
using Auspex.Linux.Users;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aulastlog;

/// <summary>The tool <c>aulastlog</c>: the last login of each user of the machine.</summary>
/// <remarks>Source: aulastlog(8); spec 1.4. Differences from 4.2.2 are in docs/differences.md.</remarks>
internal sealed class AulastlogTool
{
    private const string Name = "aulastlog";

    private readonly AulastlogOptions options;
    private readonly SuiteHost host;
    private readonly ByteBuffer text = new();

    private AulastlogTool(AulastlogOptions options, SuiteHost host)
    {
        this.options = options;
        this.host = host;
    }

    /// <summary>Runs it on the machine it is on.</summary>
    internal static int Run(string[] words) => Run(words, MachineHost.Make(), UserList.Read);

    /// <summary>Runs it in a world of the caller's. Never throws for what it is given.</summary>
    /// <param name="words">The words after its name.</param>
    /// <param name="host">The world.</param>
    /// <param name="readUsers">Reads the users of the machine, in the order in which they are listed.</param>
    internal static int Run(string[] words, SuiteHost host, Func<IReadOnlyList<(byte[] Name, uint Uid)>> readUsers) =>
        SuiteMain.Guard(Name, host, () => new AulastlogTool(AulastlogOptions.Parse(words), host).List(readUsers()));

    private int List(IReadOnlyList<(byte[] Name, uint Uid)> users)
    {
        if (options.User is { } only)
        {
            var name = Encoding.UTF8.GetBytes(only);
            users = [.. users.Where(u => u.Name.AsSpan().SequenceEqual(name)).Take(1)];
            if (users.Count == 0)
            {
                host.Print($"Unknown User: {only}\n");
                return 1;
            }
        }

        using var logs = LoginLogs.Open(host, path: null, options.ReadsStandardInput);
        var finder = new LoginFinder(users.Select(u => u.Uid));
        _ = logs.Read(finder);
        host.Print("Username         Port         From                       Latest\n");
        var times = new TimeText(TimeText.DateAndTime, host.Zone, host.Locale);
        foreach (var (name, uid) in users) Print(name, finder.Of(uid), times);
        host.Output.Flush();
        return logs.TellProblems(Name) ? LogProblems.ExitCode : 0;
    }

    private void Print(ReadOnlySpan<byte> name, LastLogin? login, TimeText times)
    {
        text.Clear();
        AppendColumn(name, 16, int.MaxValue);
        AppendColumn(login?.Terminal, 12, 12);
        AppendColumn(login?.Host, 26, 26);
        if (login is null) text.Append("**Never logged in**"u8);
        else times.Append(login.Seconds, text);
        text.Append((byte)'\n');
        host.Output.Write(text.Written);
    }

    private void AppendColumn(ReadOnlySpan<byte> value, int width, int max)
    {
        var shown = value[..Math.Min(value.Length, max)];
        text.Append(shown);
        for (var column = shown.Length; column < width; column++) text.Append((byte)' ');
        text.Append((byte)' ');
    }
}
