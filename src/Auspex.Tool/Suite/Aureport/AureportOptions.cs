using Auspex.Tool.Suite.Common;
using static Auspex.Tool.Suite.Common.OptionArgument;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>The options of <c>aureport</c>. Source: aureport(8); spec 1.2. Those that 4.2.2 lacks say so.</summary>
internal static class AureportOptions
{
    /// <summary>All of them, in the order of the help.</summary>
    internal static readonly SuiteOption[] All =
    [
        new(null, "add", None, null, "Leave out removals: of users, of groups, and of labels and networks known to SELinux."),
        new("-a", "avc", None, null, "Decisions of an access policy: SELinux, AppArmor, D-Bus. With --summary: the objects."),
        new("-au", "auth", None, null, "Authentications. With --summary: the accounts."),
        new("-c", "config", None, null, "Changes of configuration. With --summary: the record types."),
        new(null, "comm", None, null, "Commands that were run."),
        new("-cr", "crypto", None, null, "Events of cryptography."),
        new(null, "debug", None, null, "Say on standard error which records could not be read, and why."),
        new(null, "delete", None, null, "Leave out additions."),
        new("-e", "event", None, null, "All events. With --summary: the record types."),
        new(null, "eoe-timeout", Word, "SECONDS", "How long after its time an event may still get records; otherwise from auditd.conf, or 2."),
        new(null, "escape", Word, "MODE", "What is made harmless in values: raw (nothing), tty (what a terminal obeys or hides, the default), shell, shell_quote.") { Words = ["raw", "tty", "shell", "shell_quote"] },
        new(null, "failed", None, null, "Only events that failed."),
        new("-f", "file", None, null, "Files."),
        new(null, "format", Word, "FORMAT", "How the report is written: text, json (an object a line), csv. Not in 4.2.2.") { Words = ["text", "json", "csv"] },
        new(null, "help", None, null, "Print this help."),
        new("-h", "host", None, null, "Hosts."),
        new("-i", "interpret", Refused, null, "Show names of users, system calls and record types instead of numbers."),
        new("-if", "input", Word, "FILE", "Read this file; or the audit.log of this folder, with the rotated files beside it."),
        new(null, "input-logs", None, null, "Read the logs of auditd.conf although standard input is a pipe."),
        new(null, "integrity", None, null, "Events of integrity measurement."),
        new("-k", "key", None, null, "Keys of rules."),
        new("-l", "login", None, null, "Logins."),
        new("-m", "mods", None, null, "Changes of accounts. With --summary: the record types."),
        new("-ma", "mac", None, null, "Events of mandatory access control."),
        new("-n", "anomaly", None, null, "Anomalies."),
        new("-nc", "no-config", None, null, "Leave out events that begin with a CONFIG_CHANGE record."),
        new(null, "node", Word, "NAME", "Only events of this node. May be given several times."),
        new("-p", "pid", None, null, "Processes."),
        new("-r", "response", None, null, "Responses to anomalies."),
        new("-s", "syscall", None, null, "System calls."),
        new(null, "success", None, null, "Only events that succeeded."),
        new(null, "summary", None, null, "Count what the report is about, the most frequent first, instead of listing events."),
        new("-t", "log", None, null, "From when to when each log goes."),
        new("-te", "end", Time, "[DATE] [TIME]", "Nothing after this time: as the locale writes it, ISO 8601 (not in 4.2.2), or a word as for --start.") { Words = ["now", "recent", "this-hour", "boot", "today", "yesterday", "this-week", "week-ago", "this-month", "this-year"] },
        new("-tm", "terminal", None, null, "Terminals."),
        new("-ts", "start", Time, "[DATE] [TIME]", "Nothing before this time; also now, recent, this-hour, boot, today, yesterday, this-week, week-ago, this-month, this-year.") { Words = ["now", "recent", "this-hour", "boot", "today", "yesterday", "this-week", "week-ago", "this-month", "this-year"] },
        new(null, "tty", None, null, "Keystrokes."),
        new("-u", "user", None, null, "Users. With --summary: login users."),
        new("-v", "version", None, null, "Print the version."),
        new(null, "virt", None, null, "Events of virtual machines."),
        new("-x", "executable", None, null, "Programs."),
    ];
}
