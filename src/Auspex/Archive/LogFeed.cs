using Auspex.Events;
using Auspex.Records;

namespace Auspex.Archive;

/// <summary>Reads log files, or any stream of records as text, into an assembler.</summary>
public static class LogFeed
{
    private const int BlockBytes = 256 << 10;

    /// <summary>Reads <paramref name="input"/> to its end. The assembler is not flushed: files may continue each other.</summary>
    /// <returns>False when the sink has asked to stop.</returns>
    public static bool Read(Stream input, EventAssembler assembler)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(assembler);
        var block = new byte[BlockBytes];
        var held = 0;
        var state = default(RecordReaderState);
        while (true)
        {
            var count = input.Read(block, held, block.Length - held);
            held += count;
            var reader = new RecordReader(block.AsSpan(0, held), isFinal: count == 0, state);
            while (reader.TryRead(out var record))
            {
                if (!assembler.Push(record)) return false;
            }

            if (count == 0) return true;
            state = reader.State;
            held -= reader.Consumed;
            if (reader.Consumed > 0) block.AsSpan(reader.Consumed, held).CopyTo(block);

            // The reader never leaves more than one line, and no line longer than MaxRecordBytes.
            if (held == block.Length) Array.Resize(ref block, Math.Min(block.Length * 2, RecordReader.MaxRecordBytes + BlockBytes));
        }
    }
}
