using Auspex.Tables;

namespace Auspex.Reports.Cost;

/// <summary>Which calls the kernel takes for which kind of access. Source: facts/kernel-audit-classes.tsv.</summary>
internal static class AccessClasses
{
    private const uint Execute = 1, Write = 2, Read = 4, Attributes = 8;

    private static readonly HashSet<string> Writing = new(StringComparer.Ordinal)
    {
        "rename", "mkdir", "rmdir", "creat", "link", "unlink", "symlink", "mknod", "mkdirat", "mknodat", "unlinkat", "renameat", "linkat",
        "symlinkat", "renameat2", "acct", "swapon", "quotactl", "truncate", "truncate64", "bind",
    };

    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal)
    {
        "readlink", "quotactl", "listxattr", "llistxattr", "flistxattr", "getxattr", "lgetxattr", "fgetxattr", "readlinkat", "listxattrat", "getxattrat",
    };

    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal)
    {
        "chmod", "fchmod", "chown", "fchown", "lchown", "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr", "fchownat",
        "fchmodat", "chown32", "fchown32", "lchown32", "link", "linkat", "setxattrat", "removexattrat", "fchmodat2", "utime", "utimes", "futimesat",
        "utimensat", "utimensat_time64",
    };

    /// <summary>Whether the call of <paramref name="e"/> is an access of one of the kinds in <paramref name="kinds"/>.</summary>
    public static Verdict Matches(TrafficEvent e, uint kinds)
    {
        if (!Syscalls.TryGetName(e.Arch, e.Syscall, out var known)) return Verdict.Unknown;
        var name = System.Text.Encoding.ASCII.GetString(known);
        return name switch
        {
            "execve" or "execveat" => Of((kinds & Execute) != 0),
            "open" => ByFlags(e.Find(Rules.RuleField.A1), kinds),
            "openat" => ByFlags(e.Find(Rules.RuleField.A2), kinds),
            "openat2" => ByFlags(e.OpenFlags, kinds),
            "socketcall" => Of((kinds & Write) != 0 && e.Find(Rules.RuleField.A0) == 2), // SYS_BIND
            _ => Of(((kinds & Write) != 0 && Writing.Contains(name)) || ((kinds & Read) != 0 && Reading.Contains(name))
                || ((kinds & Attributes) != 0 && Changing.Contains(name))),
        };
    }

    private static Verdict ByFlags(uint? flags, uint kinds) => flags is not { } known
        ? Verdict.Unknown
        : Of(((known & 3) switch { 0 => Read, 1 => Write, _ => Read | Write } & kinds) != 0); // O_ACCMODE

    private static Verdict Of(bool value) => value ? Verdict.Yes : Verdict.No;
}
