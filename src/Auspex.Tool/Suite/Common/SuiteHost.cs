using System.Text;
using Auspex.Archive;
using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Search.Times;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tool.Suite.Common;

/// <summary>The world around a tool of the suite: streams, files, clock, users. Tests make their own.</summary>
internal sealed record SuiteHost
{
    /// <summary>Standard output. Who writes flushes. Throws <see cref="ReaderGoneException"/> when nobody reads any more.</summary>
    internal required Stream Output { get; init; }

    /// <summary>Standard error.</summary>
    internal required Stream Errors { get; init; }

    /// <summary>Logs and configuration.</summary>
    internal required ILogFiles Files { get; init; }

    /// <summary>True when standard input is a pipe (FIFO).</summary>
    internal bool HasPipe { get; init; }

    /// <summary>auditd's configuration.</summary>
    internal string ConfigPath { get; init; } = LogSetOptions.DefaultConfigPath;

    /// <summary>What time it is.</summary>
    internal required IMachineTime Time { get; init; }

    /// <summary>The person's time zone.</summary>
    internal required TimeZoneInfo Zone { get; init; }

    /// <summary>How the person's locale writes times.</summary>
    internal required TimeLocale Locale { get; init; }

    /// <summary>Makes a source of names for one thread.</summary>
    internal required Func<IUserNames> MakeNames { get; init; }

    /// <summary>Makes a source of ids for one thread.</summary>
    internal required Func<IUserIds> MakeIds { get; init; }

    /// <summary>The uid of a user of this machine, or null.</summary>
    internal required Func<string, uint?> FindUser { get; init; }

    /// <summary>The gid of a group of this machine, or null.</summary>
    internal required Func<string, uint?> FindGroup { get; init; }

    /// <summary>The machine whose system calls are meant where none is named.</summary>
    internal required Machine Native { get; init; }

    /// <summary>True when standard error is a terminal: then it shows progress.</summary>
    internal bool ShowsProgress { get; init; }

    /// <summary>True when standard output is a terminal: then every event is written at once.</summary>
    internal bool IsOutputTerminal { get; init; }

    /// <summary>Begins to catch the signals that end a program; called once, when the reading begins.</summary>
    internal Func<StopSignals> CatchSignals { get; init; } = static () => new StopSignals();

    /// <summary>Writes to standard output.</summary>
    internal void Print(string text) => Output.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes to standard error, as it stands.</summary>
    internal void Say(string text) => Say(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes to standard error, as it stands. That nobody can be told is no reason to fail.</summary>
    internal void Say(ReadOnlySpan<byte> text)
    {
        try
        {
            Errors.Write(text);
            Errors.Flush();
        }
        catch (Exception e) when (e is IOException or ReaderGoneException)
        {
            return;
        }
    }
}
