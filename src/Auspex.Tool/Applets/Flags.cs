using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Applets;

/// <summary>Options that several commands share.</summary>
internal static class Flags
{
    internal static readonly Flag Json = new("json", null, "Write one JSON object a line.", 'j');
    internal static readonly Flag Input = new("if", "FILE", "Read this audit log instead of the kernel: a file, compressed or not, a folder with audit.log and its rotated files, or - for standard input. May be given several times, oldest first.")
    {
        IsRepeatable = true,
    };

    internal static readonly Flag Accounting = new("acct", "FILE", "Process accounting (acct_v3): with --if the file recorded at the same time (FILE.acct beside FILE is found by itself), live the file to follow.");
    internal static readonly Flag Pid = new("pid", "PID", "Only this process. May be repeated.", 'p') { IsRepeatable = true };
    internal static readonly Flag Tree = new("tree", "PID", "Only this process and its descendants. May be repeated.", 't') { IsRepeatable = true };
    internal static readonly Flag User = new("user", "USER", "Only where the real or effective user is this one: number, or name as the record carries it, else as this machine has it. May be repeated.", 'u')
    {
        IsRepeatable = true,
    };

    internal static readonly Flag LoginUser = new("auid", "USER", "Only where this user logged in: name (as for --user), number or unset. May be repeated.", 'a') { IsRepeatable = true };
    internal static readonly Flag Image = new("image", "GLOB", "Only images whose path matches; a pattern without a slash is for the last part. May be repeated.", 'x')
    {
        IsRepeatable = true,
    };

    internal static readonly Flag Kernel = new("kernel", null, "Also show threads of the kernel itself.");
    internal static readonly Flag Wide = new("wide", null, "Show all arguments, however long.", 'w');
    internal static readonly Flag Colour = new("color", "WHEN", "Colour: auto (on a terminal), always or never.");
    internal static readonly Flag Utc = new("utc", null, "Show times in UTC instead of the local zone.");
}
