using System.Diagnostics;
using System.Globalization;

namespace Auspex.Tool.Suite.Common;

/// <summary>How far a search has come, on a terminal, once it takes longer than a second. Belongs to the thread that writes.</summary>
/// <remarks>One line that is written over and over; it is wiped before anything else is written to the terminal.</remarks>
internal sealed class ProgressLine
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly SuiteHost host;
    private readonly string tool;
    private readonly Func<long> totalBytes;
    private readonly long began = Stopwatch.GetTimestamp();
    private TimeSpan next = First;
    private long total = -1;
    private bool isShown;

    /// <summary>Nothing is shown yet.</summary>
    /// <param name="host">Has the terminal.</param>
    /// <param name="tool">The program's name.</param>
    /// <param name="totalBytes">Tells how much there is to read, 0 when nobody knows; asked once, when it is needed.</param>
    internal ProgressLine(SuiteHost host, string tool, Func<long> totalBytes)
    {
        this.host = host;
        this.tool = tool;
        this.totalBytes = totalBytes;
    }

    /// <summary>So many bytes were read: shows it when it is time to.</summary>
    internal void Tick(long doneBytes, long found)
    {
        if (!host.ShowsProgress) return;
        var elapsed = Stopwatch.GetElapsedTime(began);
        if (elapsed < next) return;
        next = elapsed + Step;
        if (total < 0) total = totalBytes();
        isShown = true;
        host.Say("\r" + Text(tool, doneBytes, total, found, elapsed) + "\x1b[K");
    }

    /// <summary>Wipes the line, if one is shown.</summary>
    internal void Hide()
    {
        if (!isShown) return;
        isShown = false;
        host.Say("\r\x1b[K");
    }

    /// <summary>What the line says.</summary>
    internal static string Text(string tool, long done, long total, long found, TimeSpan elapsed)
    {
        const double mega = 1e6;
        var rate = elapsed > TimeSpan.Zero ? done / mega / elapsed.TotalSeconds : 0;
        var part = total > 0 ? string.Create(CultureInfo.InvariantCulture, $" {Math.Min(100, 100 * done / total)}% of {total / mega:0} MB") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{tool}:{part} {done / mega:0} MB read, {rate:0} MB/s, {found} found");
    }
}
