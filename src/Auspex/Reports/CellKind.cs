namespace Auspex.Reports;

/// <summary>What a <see cref="CellValue"/> is.</summary>
internal enum CellKind
{
    /// <summary>Missing: the event does not say.</summary>
    None,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,
}
