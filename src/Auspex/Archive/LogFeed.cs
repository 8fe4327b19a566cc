using Auspex.Events;
using Auspex.Records;

namespace Auspex.Archive;

/// <summary>Reads logs into an assembler, and counts what they were.</summary>
/// <remarks>Lines of dmesg, syslog and the journal are read too, as <see cref="PrefixedLine"/> says.</remarks>
internal sealed class LogFeed(EventAssembler assembler)
{
    /// <summary>Lines that are records.</summary>
    public long Records { get; private set; }

    /// <summary>Those of them that stand behind a prefix of a system log.</summary>
    public long Prefixed { get; private set; }

    /// <summary>Lines that are none.</summary>
    public long Malformed { get; private set; }

    /// <summary>Reads <paramref name="log"/> to its end. The assembler is not flushed: files may continue each other.</summary>
    /// <returns>False when the sink has asked to stop.</returns>
    public bool Read(LogSource log)
    {
        ArgumentNullException.ThrowIfNull(log);
        LogRead what;
        while ((what = log.Read(out var block)) != LogRead.End)
        {
            if (what == LogRead.Silence) continue;
            var reader = new RecordReader(log.Slice(block.Position, block.Length), isFinal: true);
            while (reader.TryRead(out var record))
            {
                if (!Push(record)) return false;
            }

            log.Release(default);
        }

        Malformed += log.LongLines;
        return true;
    }

    private bool Push(in RecordView record)
    {
        if (record.Error != RecordError.None && PrefixedLine.TryParse(record.Line, out var inside))
        {
            Prefixed++;
            return Push(inside);
        }

        var malformed = assembler.Malformed;
        var goesOn = assembler.Push(record);
        if (assembler.Malformed > malformed) Malformed++;
        else Records++;
        return goesOn;
    }
}
