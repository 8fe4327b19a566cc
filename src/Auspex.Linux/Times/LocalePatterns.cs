using System.Runtime.InteropServices;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Search.Times;

namespace Auspex.Linux.Times;

/// <summary>How the person's locale writes dates and times, as the C library knows it.</summary>
/// <remarks>Source: locale(7), setlocale(3), nl_langinfo(3).</remarks>
public static class LocalePatterns
{
    /// <summary>
    /// The patterns of the locale that LC_ALL, LC_TIME or LANG names. The C library is asked only when it is not the C locale: nothing is
    /// loaded for that one. A locale that is not installed counts as the C locale.
    /// </summary>
    /// <remarks>Sets LC_TIME of the process, which nothing else here looks at.</remarks>
    public static unsafe TimePatterns Read(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (IsC(NameOf(environment))) return TimePatterns.C;
        fixed (byte* fromEnvironment = "\0"u8)
        {
            if (Libc.setlocale(Locale.LC_TIME, fromEnvironment) is null) return TimePatterns.C;
        }

        var date = Marshal.PtrToStringUTF8((nint)Libc.nl_langinfo(Locale.D_FMT));
        var time = Marshal.PtrToStringUTF8((nint)Libc.nl_langinfo(Locale.T_FMT));
        return string.IsNullOrEmpty(date) || string.IsNullOrEmpty(time) ? TimePatterns.C : new TimePatterns(date, time);
    }

    /// <summary>The locale's name: the first of the three that is set and not empty.</summary>
    private static string NameOf(Func<string, string?> environment)
    {
        foreach (var variable in (ReadOnlySpan<string>)["LC_ALL", "LC_TIME", "LANG"])
        {
            if (environment(variable) is { Length: > 0 } name) return name;
        }

        return "C";
    }

    private static bool IsC(string name) =>
        name is "C" or "POSIX" || name.StartsWith("C.", StringComparison.Ordinal);
}
