namespace Auspex.Reports;

/// <summary>From when to when the records of one log go.</summary>
/// <param name="Name">The log, as a person names it; in UTF-8.</param>
/// <param name="HasRecords">False where there is no record, or none within the times asked for.</param>
/// <param name="FirstMilliseconds">The earliest record, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="LastMilliseconds">The latest record.</param>
internal readonly record struct LogFileRange(ReadOnlyMemory<byte> Name, bool HasRecords, long FirstMilliseconds, long LastMilliseconds);
