using System.Collections;
using System.Globalization;
using Auspex.Kernel;
using Auspex.Linux.Users;
using Auspex.Normalization;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Search.Expressions;

namespace Auspex.Linux.Reading;

/// <summary>The events of logs, or of the running kernel, one after the other: the way into this library.</summary>
/// <remarks>
/// <code>
/// using var events = AuditEvents.Open("/var/log/audit");
/// foreach (var e in events) Console.WriteLine(events.Summarize(e));
/// </code>
/// Each event owns its bytes and may be kept. They are read once, by one thread, in memory that does not grow with the log.
/// </remarks>
public abstract class AuditEvents : IEnumerable<LogEvent>, IDisposable
{
    private readonly UserNames names = new();
    private readonly EventSummarizer summarizer;
    private bool isBegun;

    private protected AuditEvents() => summarizer = new EventSummarizer(names, new UserIds());

    /// <summary>
    /// What was left out or could not be read so far, a line each; empty while all is well. Ask when the events have been read.
    /// </summary>
    public abstract IReadOnlyList<string> Problems { get; }

    /// <summary>Opens logs, oldest first: files, compressed (gzip, xz, zstd) or not, and folders such as /var/log/audit with its rotated logs.</summary>
    /// <param name="paths">None: where auditd.conf says that the log is.</param>
    /// <returns>The events in the order in which <c>ausearch</c> shows them.</returns>
    /// <exception cref="IOException">One of them cannot be opened; the message says which and why.</exception>
    public static AuditEvents Open(params ReadOnlySpan<string> paths) => new LogEvents(paths.ToArray());

    /// <summary>Listens to the kernel, beside whoever else does: neither it nor the auditor is disturbed.</summary>
    /// <param name="stop">Ends the events.</param>
    /// <returns>Each event as soon as it is complete, or nothing has come for a moment.</returns>
    /// <exception cref="KernelException">EPERM: no CAP_AUDIT_READ.</exception>
    public static AuditEvents Listen(CancellationToken stop = default) => new KernelEvents(stop);

    /// <summary>The event in words, with this machine's names where its records carry none.</summary>
    public EventSummary Summarize(LogEvent e) => summarizer.Summarize(e);

    /// <summary>The events of which a record meets <paramref name="expression"/>, such as <c>auid i= alice &amp;&amp; success i= no</c>.</summary>
    /// <param name="expression">In the language of ausearch-expression(5).</param>
    /// <exception cref="FormatException">It is none; the message says where, and what would be right.</exception>
    public IEnumerable<LogEvent> Matching(string expression)
    {
        if (!Expression.TryParse(expression, out var parsed, out var error)) throw new FormatException(error.ToString());
        var matcher = new EventMatcher(new SearchCriteria { Expression = parsed }, names);
        return this.Where(matcher.Matches);
    }

    /// <summary>Begins to read.</summary>
    /// <exception cref="InvalidOperationException">They have been read already.</exception>
    public IEnumerator<LogEvent> GetEnumerator()
    {
        if (isBegun) throw new InvalidOperationException("these events have been read already; open them again");
        isBegun = true;
        return Read();
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract IEnumerator<LogEvent> Read();

    private protected static string Counted(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}");

    /// <summary>Closes what was opened.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Keeps what is handed out until it is asked for.</summary>
    private protected sealed class Collected : IEventVisitor
    {
        private readonly Queue<LogEvent> events = [];

        public bool TryTake(out LogEvent e) => events.TryDequeue(out e!);

        public bool Visit(LogEvent e)
        {
            events.Enqueue(e.Keep());
            return true;
        }
    }
}
