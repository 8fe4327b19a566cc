using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Auditctl;

/// <summary>What <c>auditctl</c> says of itself in its man page.</summary>
internal static class AuditctlPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "auditctl",
        Summary = "control the kernel's audit and its rules",
        Description =
            """
            Shows and sets the state of the kernel's audit, and adds, deletes and lists its rules. Options are taken from left to right:
            the list comes before fields, arch before -S, and the key last.

            A rule stands on a list (task, exit, user, exclude, filesystem, io_uring) and has an action (always, never), system calls, and
            fields that must all fit. The first rule of a list that fits decides.

            A rule file has one command a line, without the word auditctl. Blanks separate words; a backslash before a blank makes it part
            of the word. A line whose first word begins with # is a comment.
            """,
        Options = [.. Rules, .. Kernel, .. Others],
        Examples =
        [
            ("auditctl -a always,exit -F arch=b64 -S openat -F exit=-EACCES -F auid>=1000 -k access", "files that people were refused"),
            ("auditctl -w /etc/passwd -p wa -k identity", "changes of one file"),
            ("auditctl -R /etc/audit/audit.rules", "load a file"),
            ("auditctl -l -k identity", "the rules with that key"),
        ],
        ExitCodes =
        [
            (0, "done, or the kernel's audit is off since boot"),
            (1, "no words; a file that was not loaded whole; rules that are locked; a daemon that could not be signalled"),
            (2, "--signal without a daemon"), (4, "CAP_AUDIT_CONTROL is missing"), (255, "the words were wrong, or the kernel refused"),
        ],
        Files = [("/etc/audit/audit.rules", "the machine's rules, made by augenrules")],
        SeeAlso = ["augenrules(8)", "ausearch(8)", "autrace(8)"],
    };

    private static string[] ListActions =>
    [
        "always,exit", "always,task", "always,user", "always,filesystem", "always,io_uring", "always,exclude",
        "never,exit", "never,task", "never,user", "never,filesystem", "never,io_uring", "never,exclude",
    ];

    private static SuiteOption[] Rules =>
    [
        new("-a", "", OptionArgument.AnyWord, "LIST,ACTION", "add a rule at the end of a list; either word may come first") { Words = ListActions },
        new("-A", "", OptionArgument.AnyWord, "LIST,ACTION", "add a rule at the front") { Words = ListActions },
        new("-d", "", OptionArgument.AnyWord, "LIST,ACTION", "delete a rule") { Words = ListActions },
        new("-S", "", OptionArgument.AnyWord, "CALL", "a system call by name or number, several with commas, or all"),
        new("-F", "", OptionArgument.AnyWord, "FIELD=VALUE", "a field; the operators are = != > >= < <= & &="),
        new("-C", "", OptionArgument.AnyWord, "FIELD=FIELD", "two fields compared with each other by = or !="),
        new("-w", "", OptionArgument.AnyWord, "PATH", "watch a file, or a directory and all below"),
        new("-W", "", OptionArgument.AnyWord, "PATH", "delete a watch"),
        new("-p", "", OptionArgument.AnyWord, "rwxa", "the accesses that a watch tells of: read, write, execute, attributes") { Words = ["r", "w", "x", "a", "wa", "rwxa"] },
        new("-k", "", OptionArgument.AnyWord, "KEY", "a word that each event of the rule carries"),
        new("-D", "", OptionArgument.None, null, "delete all rules; with -k KEY those whose keys hold it"),
        new("-l", "", OptionArgument.None, null, "list the rules; -i with names, -k KEY those whose keys hold it"),
        new("-R", "", OptionArgument.AnyWord, "FILE", "take commands from a file; alone on the line"),
        new("-i", "", OptionArgument.None, null, "in a file: go on after errors, and end with 0"),
        new("-c", "", OptionArgument.None, null, "in a file: go on after errors, and end with 1"),
    ];

    private static SuiteOption[] Kernel =>
    [
        new("-s", "", OptionArgument.None, null, "show the state; -i with words"),
        new("-e", "", OptionArgument.AnyWord, "0|1|2", "audit off, on, or on and locked until the next boot"),
        new("-f", "", OptionArgument.AnyWord, "0|1|2", "when a record is lost: nothing, a line in the kernel's log, panic"),
        new("-r", "", OptionArgument.AnyWord, "N", "let through so many records a second; 0 for all"),
        new("-b", "", OptionArgument.AnyWord, "N", "let so many records wait"),
        new(null, "backlog_wait_time", OptionArgument.AnyWord, "N", "make a program wait so long for room, in the kernel's ticks"),
        new(null, "reset-lost", OptionArgument.None, null, "set the count of lost records to 0 and show what it was"),
        new(null, "reset_backlog_wait_time_actual", OptionArgument.None, null, "the same for the time that was waited"),
        new(null, "loginuid-immutable", OptionArgument.None, null, "let no login uid change once it is set, until the next boot"),
    ];

    private static SuiteOption[] Others =>
    [
        new("-q", "", OptionArgument.AnyWord, "MOUNT,SUBTREE", "take what is mounted at SUBTREE for a part of the watches on MOUNT"),
        new("-t", "", OptionArgument.None, null, "forget watched trees that are gone"),
        new("-m", "", OptionArgument.AnyWord, "TEXT", "have the kernel make a record with this text"),
        new(null, "signal", OptionArgument.AnyWord, "SIGNAL", "signal the daemon: stop, reload, rotate, resume or state") { Words = ["stop", "reload", "rotate", "resume", "state"] },
        new("-v", "", OptionArgument.None, null, "show the version of audit-userspace whose behaviour this is"),
        new("-h", "help", OptionArgument.None, null, "show the options"),
    ];
}
