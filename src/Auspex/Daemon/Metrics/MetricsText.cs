using System.Globalization;
using System.Text;

namespace Auspex.Daemon.Metrics;

/// <summary>Writes metrics in the text format that Prometheus reads. Source: Prometheus exposition formats, text, version 0.0.4.</summary>
internal sealed class MetricsText
{
    private readonly StringBuilder text = new(4096);
    private string current = "";

    /// <summary>Says what the next metric is.</summary>
    public MetricsText Describe(string name, string help, bool isCounter)
    {
        current = name;
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n');
        text.Append("# TYPE ").Append(name).Append(isCounter ? " counter\n" : " gauge\n");
        return this;
    }

    /// <summary>A value of it, without labels.</summary>
    public MetricsText Value(double value) => Append("", "", value);

    /// <summary>A value of it with a label.</summary>
    public MetricsText Value(string label, string labelled, double value) => Append(label, labelled, value);

    /// <summary>A metric of one value.</summary>
    public MetricsText Add(string name, string help, bool isCounter, double value) => Describe(name, help, isCounter).Value(value);

    /// <summary>The text.</summary>
    public override string ToString() => text.ToString();

    private MetricsText Append(string label, string labelled, double value)
    {
        text.Append(current);
        if (label.Length > 0)
        {
            text.Append('{').Append(label).Append("=\"");
            foreach (var c in labelled) AppendEscaped(c);
            text.Append("\"}");
        }

        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    private void AppendEscaped(char c)
    {
        if (c == '\n') text.Append("\\n");
        else if (c is '\\' or '"') text.Append('\\').Append(c);
        else text.Append(c < ' ' || c == '\x7F' ? '?' : c);
    }
}
