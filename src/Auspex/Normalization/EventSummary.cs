using System.Globalization;

namespace Auspex.Normalization;

/// <summary>An event in words: who did what to what, by what, and with which result. Owns its texts, and is the same on every thread.</summary>
/// <remarks>
/// Made by <see cref="EventSummarizer"/>. What the event does not say is an empty text or null. Texts are what <c>ausearch -i</c> shows, with
/// nothing made harmless: they hold what strangers chose, escape sequences too. Bytes that are no UTF-8 are U+FFFD. Source: spec 9.5.
/// </remarks>
public sealed record EventSummary
{
    /// <summary>When, to the millisecond: of a system call, when it began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The kernel's running number; starts again at boot.</summary>
    public required ulong Serial { get; init; }

    /// <summary>The machine, where the log names machines.</summary>
    public string Node { get; init; } = "";

    /// <summary>What it is about.</summary>
    public EventKind Kind { get; init; }

    /// <summary>Who did it: whom the system has known him as since he logged in. A name, or <c>unset</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>As whom he did it.</summary>
    public string ActingAs { get; init; } = "";

    /// <summary>The login session.</summary>
    public string Session { get; init; } = "";

    /// <summary>The process.</summary>
    public int? Pid { get; init; }

    /// <summary>Its parent.</summary>
    public int? ParentPid { get; init; }

    /// <summary>The program's file.</summary>
    public string Executable { get; init; } = "";

    /// <summary>The arguments of a program that was begun, its name the first. Where some are missing from the log, "…" stands.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];

    /// <summary>What was done, such as <c>opened-file</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>What kind of thing was acted upon.</summary>
    public ObjectKind ObjectKind { get; init; }

    /// <summary>What was acted upon: a whole path, an address, an account.</summary>
    public string Object { get; init; } = "";

    /// <summary>What it became, or where it went: the new name, the new mode.</summary>
    public string Target { get; init; } = "";

    /// <summary>By what it was done, mostly a program; of an interpreter what it runs.</summary>
    public string How { get; init; } = "";

    /// <summary>How it ended.</summary>
    public EventResult Result { get; init; }

    /// <summary>The keys of the rules that asked for the event.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>In one line: when, who, what, to what, and whether it failed.</summary>
    public override string ToString() =>
        string.Join(' ', Words().Where(static s => s.Length > 0));

    private string[] Words() =>
        [Time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), Subject, Action, Object, Target, Result == EventResult.Failed ? "failed" : ""];
}
