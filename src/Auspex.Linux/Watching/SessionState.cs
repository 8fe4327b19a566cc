using System.Globalization;
using System.Text;

namespace Auspex.Linux.Watching;

/// <summary>What one session changed, so that it, or a later one, can put it back.</summary>
/// <remarks>
/// <code>
/// file = { "#" comment LF | name "=" value LF }
/// boot, pid, start: whose it is; enabled, backlog_limit, backlog_wait_time: "old:new"; rules: the key of the rules added
/// </code>
/// Lines of other names are ignored.
/// </remarks>
internal sealed record SessionState
{
    /// <summary>The boot, as the first eight digits of its id.</summary>
    internal required string BootId { get; init; }

    /// <summary>The session's process.</summary>
    internal required int Pid { get; init; }

    /// <summary>When it started, in clock ticks since boot.</summary>
    internal required long StartTicks { get; init; }

    /// <summary>Whether events were made, before and since; null when not changed.</summary>
    internal ChangedWord? Enabled { get; init; }

    /// <summary>The backlog limit, before and since; null when not changed.</summary>
    internal ChangedWord? BacklogLimit { get; init; }

    /// <summary>How long makers of events wait, in ticks, before and since; null when not changed.</summary>
    internal ChangedWord? BacklogWait { get; init; }

    /// <summary>True when rules were, or were about to be, added under the key of the process rules.</summary>
    internal bool Rules { get; init; }

    /// <summary>True for the same session, whatever it has changed since.</summary>
    internal bool IsSameSession(SessionState other) =>
        Pid == other.Pid && StartTicks == other.StartTicks && string.Equals(BootId, other.BootId, StringComparison.Ordinal);

    /// <summary>The text of the file.</summary>
    internal string Write()
    {
        var text = new StringBuilder("# What a session of auspex changed in the kernel's audit. The next session puts it back if this one cannot.\n");
        text.Append(CultureInfo.InvariantCulture, $"boot={BootId}\npid={Pid}\nstart={StartTicks}\n");
        if (Enabled is { } enabled) text.Append(CultureInfo.InvariantCulture, $"enabled={enabled.Old}:{enabled.New}\n");
        if (BacklogLimit is { } limit) text.Append(CultureInfo.InvariantCulture, $"backlog_limit={limit.Old}:{limit.New}\n");
        if (BacklogWait is { } wait) text.Append(CultureInfo.InvariantCulture, $"backlog_wait_time={wait.Old}:{wait.New}\n");
        if (Rules) text.Append(CultureInfo.InvariantCulture, $"rules={Encoding.ASCII.GetString(Auspex.Rules.ProcessRules.Key)}\n");
        return text.ToString();
    }

    /// <summary>Reads the text of such a file.</summary>
    /// <returns>Null when it does not say whose it is, or a line is broken: then nothing may be derived from it.</returns>
    internal static SessionState? Parse(string text)
    {
        string? boot = null;
        int? pid = null;
        long? start = null;
        ChangedWord? enabled = null, backlogLimit = null, backlogWait = null;
        var rules = false;
        foreach (var line in text.Split('\n'))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 || line[0] == '#') continue;
            var value = line[(at + 1)..];
            var ok = true;
            switch (line[..at])
            {
                case "boot":
                    boot = value;
                    break;
                case "pid":
                    ok = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
                    pid = number;
                    break;
                case "start":
                    ok = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks);
                    start = ticks;
                    break;
                case "enabled":
                    ok = (enabled = ChangedWord.Parse(value)) is not null;
                    break;
                case "backlog_limit":
                    ok = (backlogLimit = ChangedWord.Parse(value)) is not null;
                    break;
                case "backlog_wait_time":
                    ok = (backlogWait = ChangedWord.Parse(value)) is not null;
                    break;
                case "rules":
                    rules = true;
                    break;
            }

            if (!ok) return null;
        }

        if (boot is null || pid is not > 0 || start is null) return null;
        return new SessionState
        {
            BootId = boot,
            Pid = pid.Value,
            StartTicks = start.Value,
            Enabled = enabled,
            BacklogLimit = backlogLimit,
            BacklogWait = backlogWait,
            Rules = rules,
        };
    }
}
