using Auspex.Daemon;
using Auspex.Daemon.Records;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Outputs;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Tool.Watching;

/// <summary><c>watch --record FILE</c>: the records as lines of a log, as auditd has them with log_format RAW but without EOE, and beside them
/// in <c>FILE.acct</c> what process accounting told, without which a replay knows of no death by signal.</summary>
/// <remarks>Both are written by threads of their own: a slow disk must not hold up who receives. What does not fit is counted.</remarks>
internal sealed class RecordLog : IDisposable
{
    /// <summary>Ends the name of the accounting file beside a log.</summary>
    internal const string AccountingSuffix = ".acct";

    private const int QueueBytes = 16 << 20;
    private const int BatchBytes = 64 << 10;
    private const int BatchMilliseconds = 250;
    private const int LastMilliseconds = 5_000;

    private readonly RecordFormatter formatter = new(names: null, node: default);
    private readonly Part lines;
    private readonly Part? deaths;
    private long flushed = Clock.MonotonicMilliseconds;

    private RecordLog(AppendedFile lines, AppendedFile? deaths)
    {
        this.lines = new Part(lines);
        this.deaths = deaths is null ? null : new Part(deaths);
    }

    /// <summary>What could not be written, in a sentence; null when all was.</summary>
    internal string? Complaint => lines.Complaint("records") ?? deaths?.Complaint("deaths");

    /// <summary>Opens, or makes, the file and the one beside it.</summary>
    /// <exception cref="IOException">One cannot be used; the sentence says why.</exception>
    internal static RecordLog Open(string path, bool hasAccounting)
    {
        var log = AppendedFile.Open(path);
        try
        {
            return new RecordLog(log, hasAccounting ? AppendedFile.Open(path + AccountingSuffix, Auspex.Accounting.AcctRecord.SizeBytes) : null);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>The accounting file beside the log <paramref name="path"/>, or null.</summary>
    internal static string? FindBeside(string path) => path != "-" && File.Exists(path + AccountingSuffix) ? path + AccountingSuffix : null;

    /// <summary>Takes a record from the kernel.</summary>
    internal void Append(in RecordView record, RecordType type, ReadOnlySpan<byte> payload)
    {
        if (type == RecordType.Eoe) return;
        lines.Add(formatter.Format(type, RecordOrigin.Kernel, payload, record).Line, hasEnd: false);
    }

    /// <summary>Takes a record of accounting, as it stands in the kernel's file.</summary>
    internal void AppendDeath(ReadOnlySpan<byte> record) => deaths?.Add(record, hasEnd: true);

    /// <summary>Hands on what has gathered, several times a second.</summary>
    internal void Flush()
    {
        var now = Clock.MonotonicMilliseconds;
        if (now - flushed < BatchMilliseconds && lines.Gathered < BatchBytes) return;
        flushed = now;
        lines.Flush();
        deaths?.Flush();
    }

    /// <summary>Writes the rest, as far as the disk takes it.</summary>
    internal void Finish()
    {
        lines.Finish(LastMilliseconds);
        deaths?.Finish(LastMilliseconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lines.Dispose();
        deaths?.Dispose();
    }

    /// <summary>One of the two files, its thread, and what gathers for it.</summary>
    private sealed class Part : IDisposable
    {
        private readonly AppendedFile file;
        private readonly BackgroundWriter writer;
        private readonly LineBuffer gathered = new();
        private long units;
        private long lost;

        internal Part(AppendedFile file)
        {
            this.file = file;
            writer = new BackgroundWriter("record", QueueBytes, file.Write);
        }

        internal int Gathered => gathered.Length;

        internal void Add(ReadOnlySpan<byte> unit, bool hasEnd)
        {
            gathered.Append(unit);
            if (!hasEnd) gathered.Append((byte)'\n');
            units++;
        }

        internal void Flush()
        {
            if (!writer.TryAdd(gathered.Written)) lost += units;
            gathered.Clear();
            units = 0;
        }

        internal void Finish(int milliseconds)
        {
            Flush();
            _ = writer.WaitUntilWritten(milliseconds);
        }

        internal string? Complaint(string what)
        {
            var missing = lost + file.LostUnits;
            if (writer.Pending > 0) return $"not all {what} are in {file.Path}: the disk does not take them";
            return missing == 0 ? null : $"{missing} {what} are missing in {file.Path}: {file.Complaint ?? "the disk was too slow"}";
        }

        public void Dispose()
        {
            writer.Dispose();
            if (writer.Pending == 0) file.Dispose();
        }
    }
}
