using System.Buffers;
using Auspex.Events;
using Auspex.Records;

namespace Auspex.Daemon.Logs;

internal sealed partial class LogWriter
{
    private const int CopyBytes = 64 << 10;
    private const int PageBytes = 4 << 10;

    private long placedBytes; // of the active log, when it was last seen in its place
    private long openedLines; // LinesWritten when it was opened
    private LossRecord removed;
    private string? news;
    private bool isPlaceTold;

    /// <summary>What is to stand in the log about its own place, once there is something; it is then forgotten.</summary>
    public string? TakeNews()
    {
        var text = news;
        news = null;
        return text;
    }

    /// <summary>Looks whether the log's name still leads to it. Where it does not, the log goes on in a new one.</summary>
    private void CheckPlace()
    {
        if (file is null) return;
        WriteOut();
        if (file is null) return;
        var place = file.FindPlace();
        switch (place)
        {
            case LogPlace.There:
                placedBytes = file.Length;
                isPlaceTold = false;
                break;
            case LogPlace.Cut:
                OnCut();
                break;
            default:
                GoOnAnew(place);
                break;
        }
    }

    private void OnCut()
    {
        var written = LinesWritten - openedLines;
        LeaveFile();
        if (Open() is var errno and not 0) OnError("open", errno); // for its true length
        TellPlace(2, "truncated", "The log was cut by another");
        if (file is not null) LoseRemoved(default, Math.Max(written - CountLines(file, 0), 0)); // of what it had held before, nobody knows how much
    }

    /// <summary>Counts the whole lines of a file that can be read: a line with NUL in it was not written whole.</summary>
    private static long CountLines(ILogFile log, long from)
    {
        var room = ArrayPool<byte>.Shared.Rent(CopyBytes);
        var (lines, isWhole) = (0L, true);
        for (var at = from; at < log.Length;)
        {
            var count = log.Read(at, room.AsSpan(0, (int)Math.Min(CopyBytes, log.Length - at)));
            if (count <= 0)
            {
                isWhole = false; // here the disk gives nothing
                at = (at + PageBytes) & -PageBytes;
                continue;
            }

            CountLines(room.AsSpan(0, count), ref lines, ref isWhole);
            at += count;
        }

        ArrayPool<byte>.Shared.Return(room);
        return lines;
    }

    private static void CountLines(ReadOnlySpan<byte> text, ref long lines, ref bool isWhole)
    {
        for (int at; (at = LineEnd.IndexIn(text)) >= 0; text = text[(at + 1)..])
        {
            var ends = text[at] == '\n';
            if (ends && isWhole) lines++;
            isWhole = ends;
        }
    }

    /// <summary>Opens the log anew under its name; what was written to the old one since it was last seen there goes over to the new one.</summary>
    private void GoOnAnew(LogPlace place)
    {
        var old = file!;
        if (disk.Open(config, out var next) is var errno and not 0)
        {
            // What has no name is lost once it is closed, and what has another is still read there: it goes on.
            if (!isPlaceTold) actions.Tell(3, $"{config.LogFile} is not in its place any more, and cannot be made anew: {ErrorWord(errno)}");
            isPlaceTold = true;
            return;
        }

        file = next;
        fileBytes = next!.Length;
        if (place == LogPlace.Removed)
        {
            TellPlace(2, "removed", "The log was removed by another");
            CountRemoved(old);
            CopyFrom(old);
        }
        else
        {
            TellPlace(4, "moved", "The log was moved by another");
        }

        _ = unsure.RemoveAll(u => u.File == old);
        old.Dispose();
        OnOpened();
    }

    /// <summary>Lines that went with the file: they had been in the log, and are gone.</summary>
    private void CountRemoved(ILogFile old)
    {
        var room = ArrayPool<byte>.Shared.Rent(CopyBytes);
        for (long at = 0; at < placedBytes;)
        {
            var count = old.Read(at, room.AsSpan(0, (int)Math.Min(CopyBytes, placedBytes - at)));
            if (count <= 0) break;
            var whole = at + count < placedBytes ? room.AsSpan(0, count).LastIndexOf((byte)'\n') + 1 : count;
            if (whole == 0) whole = count; // no line of ours
            LoseRemoved(room.AsSpan(0, whole), room.AsSpan(0, whole).Count((byte)'\n'));
            at += whole;
        }

        ArrayPool<byte>.Shared.Return(room);
    }

    private void CopyFrom(ILogFile old)
    {
        var room = ArrayPool<byte>.Shared.Rent(CopyBytes);
        for (var at = placedBytes; at < old.Length && file is not null;)
        {
            var count = old.Read(at, room.AsSpan(0, (int)Math.Min(CopyBytes, old.Length - at)));
            if (count <= 0) break;
            if (file.Write(room.AsSpan(0, count), out var written) is var errno and not 0)
            {
                OnError("write", errno);
                Lose(room.AsSpan(written, count - written), room.AsSpan(written, count - written).Count((byte)'\n'));
            }

            at += count;
        }

        if (file is not null) fileBytes = file.Length;
        ArrayPool<byte>.Shared.Return(room);
    }

    private void LoseRemoved(ReadOnlySpan<byte> lines, long count)
    {
        if (count == 0) return;
        removed = Widened(removed with { Cause = LossCause.Removed }, lines);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        removed = removed with
        {
            Count = removed.Count + count,
            FromMilliseconds = removed.FromMilliseconds == 0 ? now : removed.FromMilliseconds,
            ToMilliseconds = Math.Max(removed.ToMilliseconds, removed.FromMilliseconds),
        };
    }

    private void TellPlace(int priority, string what, string text)
    {
        news = $"op=log-{what} res=success";
        actions.Tell(priority, $"{text}: going on in {config.LogFile}");
    }

    /// <summary>A loss that also has serials and times of so many lines.</summary>
    private static LossRecord Widened(LossRecord loss, ReadOnlySpan<byte> lines)
    {
        var reader = new RecordReader(lines, isFinal: true);
        while (reader.TryRead(out var record))
        {
            if (record.Error != RecordError.None) continue;
            var time = record.Stamp.Milliseconds;
            var isDaemons = (int)record.Type is >= 1200 and < 1300; // numbered otherwise
            if (loss.FromMilliseconds == 0) loss = loss with { FromMilliseconds = time };
            if (loss.First == 0 && !isDaemons) loss = loss with { First = record.Stamp.Serial };
            loss = loss with { ToMilliseconds = Math.Max(loss.ToMilliseconds, time), Last = isDaemons ? loss.Last : Math.Max(loss.Last, record.Stamp.Serial) };
        }

        return loss;
    }
}
