using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Text;
using BenchmarkDotNet.Attributes;

namespace Auspex.Bench;

/// <summary>Records to events, and events to text that people read. One operation is the whole corpus.</summary>
[MemoryDiagnoser]
public class EventsBench
{
    private readonly ByteBuffer text = new(1 << 16);
    private readonly RecordInterpretation interpretation =
        new(new Interpreter(new FixedNames()), new TimeText(TimeText.DateAndTime, TimeZoneInfo.Utc));

    private byte[] bytes = [];

    [Params(Corpus.Raw, Corpus.Enriched)]
    public string Log { get; set; } = Corpus.Raw;

    [GlobalSetup]
    public void Setup() => bytes = Corpus.ByName(Log).Bytes;

    /// <summary>The floor: lines taken apart.</summary>
    [Benchmark(Baseline = true)]
    public long Reader()
    {
        var reader = new RecordReader(bytes, isFinal: true);
        long sum = 0;
        while (reader.TryRead(out var record)) sum += (int)record.Type;
        return sum;
    }

    /// <summary>Records brought together and released in order.</summary>
    [Benchmark]
    public long ReaderAndAssembler() => Assemble(new Counter());

    /// <summary>All of it: every field of every record interpreted, as ausearch -i prints it.</summary>
    [Benchmark]
    public long ReaderAssemblerAndInterpreter() => Assemble(new Writer(this));

    private long Assemble(IEventSink sink)
    {
        var assembler = new EventAssembler(sink);
        var reader = new RecordReader(bytes, isFinal: true);
        while (reader.TryRead(out var record)) assembler.Push(record);
        assembler.Flush();
        return assembler.Events;
    }

    private sealed class Counter : IEventSink
    {
        private long records;

        public bool OnEvent(AuditEvent auditEvent) => (records += auditEvent.Count) > 0;

        public void OnLost(in Loss loss) => throw new InvalidOperationException("the corpus has no gap");
    }

    private sealed class Writer(EventsBench bench) : IEventSink
    {
        public bool OnEvent(AuditEvent auditEvent)
        {
            bench.text.Clear();
            for (var i = 0; i < auditEvent.Count; i++) bench.interpretation.Append(auditEvent[i], bench.text);
            return true;
        }

        public void OnLost(in Loss loss) => throw new InvalidOperationException("the corpus has no gap");
    }
}
