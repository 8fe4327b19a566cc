using System.Globalization;
using System.Text;
using Auspex.Text;

namespace Auspex.Daemon.Metrics;

/// <summary>Writes numbers in Prometheus' text format 0.0.4. It owns its bytes, valid until the next call.</summary>
/// <remarks>
/// <code>
/// family = "# HELP " name " " help LF "# TYPE " name " " type LF *sample
/// sample = name [ "{" label "=" DQUOTE value DQUOTE *( "," … ) "}" ] " " number LF
/// </code>
/// A family's samples follow its head. In a label's value, backslash, quote and line feed are escaped; bytes that are no UTF-8 become
/// U+FFFD. Source: Prometheus, exposition formats, text-based format.
/// </remarks>
public sealed class MetricsWriter
{
    private readonly ByteBuffer buffer = new(keptBytes: 1 << 20);
    private string family = "";

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Written => buffer.Written;

    /// <summary>Forgets what has been written.</summary>
    public void Clear() => buffer.Clear();

    /// <summary>Begins a family of numbers that only rise; <paramref name="name"/> ends in <c>_total</c>.</summary>
    public MetricsWriter Counter(string name, string help) => Begin(name, "counter", help);

    /// <summary>Begins a family of numbers that rise and fall.</summary>
    public MetricsWriter Gauge(string name, string help) => Begin(name, "gauge", help);

    /// <summary>A sample without labels of the family begun last.</summary>
    public MetricsWriter Sample(double value) => End(value);

    /// <summary>A sample with one label.</summary>
    public MetricsWriter Sample(string label, ReadOnlySpan<byte> text, double value)
    {
        Append(family);
        buffer.Append((byte)'{');
        AppendLabel(label, text);
        buffer.Append((byte)'}');
        return EndValue(value);
    }

    /// <summary>A sample with one label.</summary>
    public MetricsWriter Sample(string label, string text, double value) => Sample(label, Encoding.UTF8.GetBytes(text), value);

    private MetricsWriter Begin(string name, string type, string help)
    {
        family = name;
        Append($"# HELP {name} {help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n");
        Append($"# TYPE {name} {type}\n");
        return this;
    }

    private MetricsWriter End(double value)
    {
        Append(family);
        return EndValue(value);
    }

    private MetricsWriter EndValue(double value)
    {
        Append(string.Create(CultureInfo.InvariantCulture, $" {value}\n"));
        return this;
    }

    private void AppendLabel(string label, ReadOnlySpan<byte> text)
    {
        Append(label);
        buffer.Append("=\""u8);
        Append(Encoding.UTF8.GetString(text)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal));
        buffer.Append((byte)'"');
    }

    private void Append(string text) => buffer.Append(Encoding.UTF8.GetBytes(text));
}
