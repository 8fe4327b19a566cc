namespace Auspex.Reports;

/// <summary>One column of a detailed report.</summary>
/// <param name="Column">What stands in it.</param>
/// <param name="IsEscaped">True where the whole escape mode applies; elsewhere control characters only are made harmless.</param>
/// <param name="IsNullable">True where what is missing is shown as <c>(null)</c>, as the C library prints it, and not as <c>?</c>.</param>
/// <remarks>The flags follow what aureport 4.2.2 prints, report by report.</remarks>
internal readonly record struct ReportCell(ReportColumn Column, bool IsEscaped = false, bool IsNullable = false);
