using Auspex.Tool.Suite.Common;
using static Auspex.Tool.Suite.Common.OptionArgument;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>The options of <c>ausearch</c>. Source: ausearch(8); spec 1.1. Those that 4.2.2 lacks say so.</summary>
internal static class AusearchOptions
{
    /// <summary>All of them, in the order of the help.</summary>
    internal static readonly SuiteOption[] All =
    [
        new("-a", "event", Word, "SERIAL", "Events with this serial."),
        new(null, "arch", Word, "ARCH", "System calls of this machine: b64, b32, a name such as x86_64, or its number in hexadecimal. Give it before --syscall.") { Words = ["b64", "b32", "x86_64", "i386", "aarch64", "armeb", "ppc64le", "s390x"] },
        new("-c", "comm", Word, "TEXT", "Events whose comm contains the text."),
        new(null, "checkpoint", Word, "FILE", "Only what came since the last search with the same file, which is then brought up to date."),
        new(null, "csv-quote", None, null, "With --format csv: quote values that hold a comma, a quote or a line end. Not in 4.2.2."),
        new(null, "debug", None, null, "Say on standard error which lines of the logs are no records."),
        new("-e", "exit", AnyWord, "VALUE", "System calls that returned this number, or this error: -13, -EACCES."),
        new(null, "eoe-timeout", Word, "SECONDS", "How long after its time an event may still get records; otherwise from auditd.conf, or 2."),
        new(null, "escape", Word, "MODE", "What is made harmless in values: raw (nothing), tty (what a terminal obeys or hides, the default), shell, shell_quote.") { Words = ["raw", "tty", "shell", "shell_quote"] },
        new(null, "expression", Word, "EXPR", "Events for which the expression holds, as for auparse: 'uid == 0 && exe r= \"/usr\"'. Not in 4.2.2."),
        new(null, "extra-keys", Refused, null, "With --format csv: a column with the key of the rule."),
        new(null, "extra-labels", Refused, null, "With --format csv: columns with the labels of subject and object."),
        new(null, "extra-obj2", Refused, null, "With --format csv: a column with the second object."),
        new(null, "extra-time", Refused, null, "With --format csv: columns with the parts of the time."),
        new("-f", "file", Word, "TEXT", "Events that name a file, or had a working directory, that contains the text."),
        new(null, "format", Word, "FORMAT", "How events are written: default, raw, interpret, csv, text, or, not in 4.2.2, json and ecs (Elastic Common Schema): one event a line.") { Words = ["default", "raw", "interpret", "csv", "text", "json", "ecs"] },
        new(null, "gaps", None, null, "Instead of searching, list where serials or counters of lost records say that events are missing. Not in 4.2.2."),
        new("-ga", "gid-all", Word, "GROUP", "Events of this group, real or effective: a number or a name."),
        new("-ge", "gid-effective", Word, "GROUP", "Events of this effective group."),
        new("-gi", "gid", Word, "GROUP", "Events of this group."),
        new("-h", "help", None, null, "Print this help."),
        new("-hn", "host", Word, "TEXT", "Events whose host name, or address, contains the text."),
        new("-i", "interpret", Refused, null, "Write out what values mean: names of users, system calls and flags, dates."),
        new("-if", "input", Word, "FILE", "Search this file; or the audit.log of this folder, with the rotated files beside it. May be given several times, oldest first."),
        new(null, "input-logs", None, null, "Search the logs of auditd.conf although standard input is a pipe."),
        new(null, "just-one", None, null, "Stop after the first event found."),
        new("-k", "key", Word, "TEXT", "Events whose key contains the text."),
        new("-l", "line-buffered", None, null, "Write every event as soon as it is found."),
        new("-m", "message", Word, "TYPE[,TYPE]", "Events with a record of one of these types: names or numbers; ALL for every one."),
        new("-n", "node", Word, "NAME", "Events of this node. May be given several times."),
        new("-o", "object", Word, "TEXT", "Events whose object's label contains the text."),
        new("-p", "pid", Word, "PID", "Events of this process."),
        new("-pp", "ppid", Word, "PID", "Events of children of this process."),
        new("-r", "raw", Refused, null, "Write the records as they stand in the log."),
        new("-sc", "syscall", Word, "SYSCALL", "Events of this system call: a name or a number."),
        new("-se", "context", Word, "TEXT", "Events whose subject's or object's label contains the text."),
        new(null, "session", AnyWord, "ID", "Events of this login session; -1 for those of none."),
        new("-su", "subject", Word, "TEXT", "Events whose subject's label contains the text."),
        new("-sv", "success", Word, "yes|no", "Events that succeeded, or that failed."),
        new("-te", "end", Time, "[DATE] [TIME]", "Nothing after this time: as the locale writes it, ISO 8601 (not in 4.2.2), or a word as for --start.") { Words = ["now", "recent", "this-hour", "boot", "today", "yesterday", "this-week", "week-ago", "this-month", "this-year"] },
        new("-ts", "start", Time, "[DATE] [TIME]", "Nothing before this time; also now, recent, this-hour, boot, today, yesterday, this-week, week-ago, this-month, this-year, checkpoint.") { Words = ["now", "recent", "this-hour", "boot", "today", "yesterday", "this-week", "week-ago", "this-month", "this-year", "checkpoint"] },
        new("-tm", "terminal", Word, "TEXT", "Events whose terminal contains the text."),
        new("-ua", "uid-all", Word, "USER", "Events of this user, be it as uid, effective uid or login uid: a number or a name."),
        new("-ue", "uid-effective", Word, "USER", "Events of this effective user."),
        new("-ui", "uid", Word, "USER", "Events of this user."),
        new("-ul", "loginuid", AnyWord, "USER", "Events of who logged in as this user; -1 for who did not log in."),
        new("-uu", "uuid", Word, "TEXT", "Events of the virtual machine whose uuid contains the text."),
        new("-v", "version", None, null, "Print the version."),
        new("-vm", "vm-name", Word, "TEXT", "Events of the virtual machine whose name contains the text."),
        new("-w", "word", None, null, "Texts must be equal instead of contained."),
        new("-x", "executable", Word, "TEXT", "Events whose executable contains the text."),
    ];
}
