namespace Auspex.Reports;

/// <summary>The times above the totals.</summary>
/// <param name="FirstMilliseconds">The first record of the logs, in milliseconds since 1970-01-01 UTC; 0 where there is none.</param>
/// <param name="LastMilliseconds">The last event that was counted or looked at; 0 where there is none.</param>
/// <param name="StartSeconds">What <c>--start</c> asks for, in seconds since 1970-01-01 UTC; null where it was not given.</param>
/// <param name="EndSeconds">What <c>--end</c> asks for.</param>
internal readonly record struct TotalsTimes(long FirstMilliseconds, long LastMilliseconds, long? StartSeconds, long? EndSeconds);
