using Auspex.Text;

namespace Auspex.Tool.Suite.Aulast;

/// <summary>Writes sessions as lines, and what proves them. One thread.</summary>
/// <remarks>
/// <code>
/// line  = name(8) terminal(12) host(16) start(16) end
/// end   = "  still logged in" / "- " HH:MM "  (" duration ")" / "- down" / "- crash" / "  gone - no logout" / nothing for an open boot
/// </code>
/// Columns are padded, and cut, to their width in bytes. Source: spec 1.3.
/// </remarks>
internal sealed class SessionText
{
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3600;
    private const int SecondsPerDay = 86_400;

    private readonly TimeText starts;
    private readonly TimeText ends;
    private readonly TimeText dates;
    private readonly long now;

    /// <summary>A writer of lines.</summary>
    /// <param name="locale">How the locale writes times.</param>
    /// <param name="zone">The time zone.</param>
    /// <param name="now">The end of what has not ended, in seconds since 1970-01-01 UTC.</param>
    internal SessionText(TimeLocale locale, TimeZoneInfo zone, long now)
    {
        starts = new TimeText("%a %b %e %H:%M", zone);
        ends = new TimeText("%H:%M", zone);
        dates = new TimeText(TimeText.DateAndTime, zone, locale);
        this.now = now;
    }

    /// <summary>Adds the line of <paramref name="session"/>.</summary>
    internal void AppendLine(LoginSession session, ByteBuffer output)
    {
        AppendColumn(session.Name, 8, output);
        AppendColumn(session.Terminal, 12, output);
        AppendColumn(session.Host, 16, output);
        starts.Append(session.Start, output);
        output.Append((byte)' ');
        switch (session.State)
        {
            case SessionState.Open:
                if (!session.IsBoot) output.Append("  still logged in"u8);
                break;
            case SessionState.LoggedOut or SessionState.Failed:
                output.Append("- "u8);
                ends.Append(session.End, output);
                output.Append("  "u8);
                AppendDuration(Math.Max(0, session.End - session.Start), output);
                break;
            case SessionState.Down:
                output.Append("- down"u8);
                break;
            case SessionState.Crash:
                output.Append("- crash"u8);
                break;
            default:
                output.Append("  gone - no logout"u8);
                break;
        }

        output.Append((byte)'\n');
    }

    /// <summary>Adds what proves it, and the search that finds its events.</summary>
    internal void AppendProof(LoginSession session, ByteBuffer output)
    {
        if (session.State == SessionState.Failed)
        {
            output.Append("    audit event proof serial number: "u8);
            output.AppendDecimal(session.StartSerial);
        }
        else
        {
            output.Append("    audit event proof serial numbers: "u8);
            output.AppendDecimal(session.StartSerial);
            output.Append(", "u8);
            output.AppendDecimal(session.LoginSerial);
            output.Append(", "u8);
            output.AppendDecimal(session.EndSerial);
        }

        output.Append("\n    Session data can be found with this search:\n    ausearch --start "u8);
        dates.Append(session.Start, output);
        output.Append(" --end "u8);
        dates.Append(session.State == SessionState.Open ? now : session.End, output);
        if (session.State == SessionState.Failed)
        {
            output.Append(" -a "u8);
            output.AppendDecimal(session.StartSerial);
        }

        output.Append("\n\n"u8);
    }

    private static void AppendColumn(ReadOnlySpan<byte> text, int width, ByteBuffer output)
    {
        var shown = text[..Math.Min(text.Length, width)];
        output.Append(shown);
        for (var column = shown.Length; column <= width; column++) output.Append((byte)' ');
    }

    private static void AppendDuration(long seconds, ByteBuffer output)
    {
        output.Append((byte)'(');
        if (seconds >= SecondsPerDay)
        {
            output.AppendDecimal(seconds / SecondsPerDay);
            output.Append((byte)'+');
        }

        output.AppendDecimal((ulong)(seconds % SecondsPerDay / SecondsPerHour), 2);
        output.Append((byte)':');
        output.AppendDecimal((ulong)(seconds % SecondsPerHour / SecondsPerMinute), 2);
        output.Append((byte)')');
    }
}
