using System.Globalization;
using System.Text;

namespace Auspex.Daemon;

/// <summary>The report that SIGCONT asks the daemon for, and SIGUSR1 its plugins. Source: auditd(8); spec 7.6, 8.4, 8.5.</summary>
internal sealed class StateReport
{
    private readonly StringBuilder text = new();

    /// <summary>Adds <c>name = value</c>.</summary>
    public StateReport Add(string name, string value)
    {
        text.Append(name).Append(" = ").Append(value).Append('\n');
        return this;
    }

    /// <summary>Adds <c>name = yes</c> or <c>no</c>.</summary>
    public StateReport Add(string name, bool value) => Add(name, value ? "yes" : "no");

    /// <summary>Adds <c>name = 7 unit</c>.</summary>
    public StateReport Add(string name, long value, string? unit = null) =>
        Add(name, value.ToString(CultureInfo.InvariantCulture) + (unit is null ? "" : " " + unit));

    /// <summary>Adds <c>name = 11/28/26 02:31:34</c>.</summary>
    public StateReport Add(string name, DateTimeOffset time) => Add(name, time.ToString("MM/dd/yy HH:mm:ss", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
