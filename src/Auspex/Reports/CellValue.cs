namespace Auspex.Reports;

/// <summary>A value of a report: nothing, a number, or text that is not escaped yet. It owns nothing.</summary>
internal readonly ref struct CellValue
{
    private CellValue(CellKind kind, long number, ReadOnlySpan<byte> text)
    {
        Kind = kind;
        Number = number;
        Text = text;
    }

    /// <summary>What it is.</summary>
    public CellKind Kind { get; }

    /// <summary>The number, or 0.</summary>
    public long Number { get; }

    /// <summary>The text, or empty.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>A missing value, which the text report shows as <paramref name="number"/>: -2 for a user nobody named.</summary>
    public static CellValue Missing(long number = 0) => new(CellKind.None, number, default);

    /// <summary>A number.</summary>
    public static CellValue Of(long number) => new(CellKind.Number, number, default);

    /// <summary>A text; the bytes stay the caller's.</summary>
    public static CellValue Of(ReadOnlySpan<byte> text) => new(CellKind.Text, 0, text);

    /// <summary>A text, or nothing where it is empty.</summary>
    public static CellValue OrMissing(ReadOnlySpan<byte> text) => text.IsEmpty ? Missing() : Of(text);
}
