using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Which columns <c>ausearch --format csv</c> has besides the usual ones, and how values are written.</summary>
internal sealed record EventCsvOptions
{
    /// <summary>Year, month, day, day of the week, hour, milliseconds and the distance to UTC: <c>--extra-time</c>.</summary>
    public bool HasTime { get; init; }

    /// <summary>The security labels of subject and object: <c>--extra-labels</c>.</summary>
    public bool HasLabels { get; init; }

    /// <summary>What the object became: <c>--extra-obj2</c>.</summary>
    public bool HasTarget { get; init; }

    /// <summary>The key of the rule: <c>--extra-keys</c>.</summary>
    public bool HasKey { get; init; }

    /// <summary>
    /// Quotes values that hold a comma, a quote or a line end, and gives each row all columns, as RFC 4180 asks: <c>--csv-quote</c>. False,
    /// the default, is what the audit tools write: a comma in a value looks like the end of the value.
    /// </summary>
    public bool IsQuoted { get; init; }

    /// <summary>Whose dates.</summary>
    public TimeLocale Locale { get; init; } = TimeLocale.C;
}
