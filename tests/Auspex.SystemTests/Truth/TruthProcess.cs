using System.Text.Json;

namespace Auspex.SystemTests.Truth;

/// <summary>One process that truly existed, as the load program wrote it down. The file is described in tests/truth/README.md.</summary>
internal sealed record TruthProcess
{
    /// <summary>Number in the initial pid namespace.</summary>
    public required int Pid { get; init; }

    /// <summary>The process that made it.</summary>
    public required int ParentPid { get; init; }

    /// <summary>The kind of story it is part of.</summary>
    public required string Kind { get; init; }

    /// <summary>The call that made it.</summary>
    public required string MadeBy { get; init; }

    /// <summary>Just before the call that made it, in nanoseconds since 1970.</summary>
    public required long StartNanoseconds { get; init; }

    /// <summary>Just after its end was seen, in nanoseconds since 1970.</summary>
    public required long EndNanoseconds { get; init; }

    /// <summary>Further threads.</summary>
    public required IReadOnlyList<int> ThreadIds { get; init; }

    /// <summary>The successful execs, in order.</summary>
    public required IReadOnlyList<TruthExec> Execs { get; init; }

    /// <summary>Final name in hexadecimal, where it was set after the last exec; else null.</summary>
    public string? Comm { get; init; }

    /// <summary>Its uid at the end, where it was changed; else null.</summary>
    public uint? Uid { get; init; }

    /// <summary>How it ended; null when nobody could find out.</summary>
    public TruthEnd? End { get; init; }

    /// <summary>All processes of the file, those made first first.</summary>
    public static IReadOnlyList<TruthProcess> ReadAll(string path) =>
        [.. File.ReadLines(path).Select(Parse).OrderBy(p => p.StartNanoseconds)];

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} pid {Pid} of {ParentPid} by {MadeBy}";

    private static TruthProcess Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var process = document.RootElement;
        var end = process.GetProperty("end");
        if (end.ValueKind == JsonValueKind.Null && process.TryGetProperty("end_by_pidfd", out var byPidfd)) end = byPidfd;
        return new TruthProcess
        {
            Pid = process.GetProperty("pid").GetInt32(),
            ParentPid = process.GetProperty("ppid").GetInt32(),
            Kind = process.GetProperty("kind").GetString()!,
            MadeBy = process.GetProperty("made_by").GetString()!,
            StartNanoseconds = process.GetProperty("start_ns").GetInt64(),
            EndNanoseconds = process.GetProperty("end_ns").GetInt64(),
            ThreadIds = process.TryGetProperty("thread_tids", out var tids) ? [.. tids.EnumerateArray().Select(t => t.GetInt32())] : [],
            Execs = [.. process.GetProperty("execs").EnumerateArray().Select(TruthExec.Parse)],
            Comm = process.TryGetProperty("comm_hex", out var comm) ? comm.GetString() : null,
            Uid = process.TryGetProperty("uid", out var uid) ? uid.GetUInt32() : null,
            End = end.ValueKind == JsonValueKind.Object ? TruthEnd.Parse(end) : null,
        };
    }
}
