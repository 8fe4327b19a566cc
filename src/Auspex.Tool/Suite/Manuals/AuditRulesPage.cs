using Auspex.Rules.Files;

namespace Auspex.Tool.Suite.Manuals;

/// <summary>audit.rules(7).</summary>
internal static class AuditRulesPage
{
    internal static readonly TopicPage Page = new()
    {
        Name = "audit.rules",
        Section = 7,
        Summary = "what the kernel records, and how that is written down",
        Description =
            $"""
            /etc/audit/audit.rules is what auditctl -R loads at boot. augenrules makes it of the files in /etc/audit/rules.d whose names end in .rules,
            in the order of sort -V. Each line is what could stand behind auditctl on a command line, in the words of auditctl(8).

            Blanks and tabs part words; a backslash before a blank makes it a part of the word. Lines whose first word begins with # are comments. A
            line has at most {RuleFileReader.MaxLineBytes} bytes. Quotes are bytes like others: no shell reads the file.
            """,
        Sections =
        [
            new("SETTINGS", "They come first, but for -e, which comes last.",
            [
                ("-D", "delete the rules that are loaded, so that the file says all"),
                ("-b NUMBER", "how many records may wait for the daemon"),
                ("--backlog_wait_time TICKS", "how long a program waits when they are too many"),
                ("-f 0|1|2", "what a lost record costs: nothing, a line in the kernel's log, the machine"),
                ("-r NUMBER", "how many records a second are let through; 0 for all"),
                ("-i, -c", "go on behind a line that is refused, and end with 0, or with 1"),
                ("-e 2", "lock all of it until the next boot"),
            ]),
            new("LISTS", "A rule is on one list. The kernel asks them at different moments, and the first rule of a list that fits decides.",
            [
                ("exit", "at the end of a system call; nearly all rules are here"),
                ("task", "when a process is made; never,task leaves all its calls without audit"),
                ("user", "when a program writes a record of its own"),
                ("exclude", "when a record is about to be made: leaves it out by its type or its process"),
                ("filesystem", "leaves out the names of a file system: fstype"),
                ("io_uring", "when an operation of io_uring ends"),
            ]),
            new("SYSTEM CALL RULES",
                """
                -a always,exit -F arch=b64 -S CALLS -F FIELD=VALUE -F key=KEY records each of these calls for which all fields fit. Numbers of calls differ
                between architectures: give arch before -S, and a second rule for b32 where programs of 32 bits run.

                Each rule on the exit list costs time at each system call of the machine, whether it fits or not: join calls with the same fields in one
                rule, and have few rules. auspex rules cost measures what they record.
                """, []),
            new("FILE RULES",
                """
                -a always,exit -F arch=b64 -F path=FILE -F perm=wa -F key=KEY tells of what writes FILE or changes its attributes; -F dir=FOLDER of all
                below a folder. perm has r, w, x and a. -w PATH -p wa -k KEY is the older form of the same. The kernel watches the inode that the path
                leads to, and goes on when another file takes its place.
                """, []),
            new("WHAT HELPS",
                """
                auspex rules lint tells what is wrong with files, auspex rules explain what a rule does, auspex rules plan what loading would change, and
                auspex rules apply loads all or nothing.
                """, []),
        ],
        Example =
            """
            -D
            -b 8192
            -f 1
            -a always,exit -F arch=b64 -S execve,execveat -F auid>=1000 -F auid!=unset -F key=exec
            -a always,exit -F arch=b32 -S execve,execveat -F auid>=1000 -F auid!=unset -F key=exec
            -a always,exit -F arch=b64 -F path=/etc/shadow -F perm=wa -F key=identity
            -a never,exclude -F msgtype=CWD
            """,
        SeeAlso = ["auditctl(8)", "augenrules(8)", "ausearch(8)", "auspex-rules(8)"],
    };
}
