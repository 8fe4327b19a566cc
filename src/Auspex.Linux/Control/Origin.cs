using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Native;

namespace Auspex.Linux.Control;

/// <summary>Where records of user space that this process sends come from.</summary>
internal static unsafe class Origin
{
    private const int MaxNameBytes = 256;

    /// <summary>This process: its program, its terminal, and on a terminal the name of the host.</summary>
    public static UserMessageOrigin OfThisProcess()
    {
        var terminal = Terminal();
        var isLogin = terminal.StartsWith("pts", StringComparison.Ordinal)
            || terminal.StartsWith("tty", StringComparison.Ordinal);
        var program = new FileInfo("/proc/self/exe").LinkTarget ?? "";
        return new UserMessageOrigin(
            Encoding.UTF8.GetBytes(program),
            Encoding.UTF8.GetBytes(isLogin ? HostName() : ""),
            Encoding.UTF8.GetBytes(terminal));
    }

    /// <summary>
    /// The terminal of the first of the standard descriptors that has one, without /dev/; empty for none.
    /// </summary>
    private static string Terminal()
    {
        var name = stackalloc byte[MaxNameBytes];
        for (var fd = 0; fd <= 2; fd++)
        {
            if (Libc.ttyname_r(fd, name, MaxNameBytes) != 0) continue;
            var path = Text(name);
            return path.StartsWith("/dev/", StringComparison.Ordinal) ? path[5..] : path;
        }

        return "";
    }

    private static string HostName()
    {
        var name = stackalloc byte[MaxNameBytes];
        return Libc.gethostname(name, MaxNameBytes) == 0 ? Text(name) : "";
    }

    private static string Text(byte* name)
    {
        var text = new ReadOnlySpan<byte>(name, MaxNameBytes);
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
