using Auspex.Events;
using Auspex.Outputs;
using Auspex.Processes;
using Auspex.Records;
using BenchmarkDotNet.Attributes;

namespace Auspex.Bench;

/// <summary>Records to the lives of processes, and those to lines of JSON. Time and memory are those of one life: fork, exec, exit.</summary>
[MemoryDiagnoser]
public class ProcessesBench
{
    private readonly LivesCorpus corpus = LivesCorpus.Instance;

    /// <summary>True when accounting confirms each death, as live; false when audit alone tells of them.</summary>
    [Params(false, true)]
    public bool Accounting { get; set; }

    /// <summary>The floor: events of the kept records in order, 10 records and 3 events a life.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = LivesCorpus.Lives)]
    public long Events()
    {
        var assembler = new EventAssembler(new Nobody(), new AssemblerOptions { Keep = Lifecycle.Keeps });
        Feed(assembler);
        return assembler.Events;
    }

    /// <summary>Events joined to lives.</summary>
    [Benchmark(OperationsPerInvoke = LivesCorpus.Lives)]
    public long Lives() => Play(new Nobody());

    /// <summary>All of <c>auspex watch --json</c> but receiving and writing.</summary>
    [Benchmark(OperationsPerInvoke = LivesCorpus.Lives)]
    public long LivesAsJson() => Play(new Json());

    private long Play(IProcessSink sink)
    {
        using var deaths = new MemoryStream(corpus.Deaths);
        var lifecycle = new Lifecycle(sink, null, new LifecycleOptions { HasAccounting = Accounting });
        var replay = new ProcessReplay(lifecycle, Accounting ? deaths : null);
        Feed(new EventAssembler(replay, new AssemblerOptions { Keep = Lifecycle.Keeps }));
        replay.Finish();
        return lifecycle.Table.Living.Count == 1 ? 1 : throw new InvalidOperationException("only the shell lives on");
    }

    private void Feed(EventAssembler assembler)
    {
        var reader = new RecordReader(corpus.Bytes, isFinal: true);
        while (reader.TryRead(out var record)) assembler.Push(record);
        assembler.Flush();
    }

    private sealed class Nobody : IEventSink, IProcessSink
    {
        public bool OnEvent(AuditEvent auditEvent) => true;

        public void OnProcess(in ProcessEvent processEvent)
        {
        }

        public void OnLost(in Loss loss) => throw new InvalidOperationException("nothing is lost");
    }

    private sealed class Json : IProcessSink
    {
        private readonly LineBuffer line = new();
        private readonly ProcessJson json;

        internal Json() => json = new ProcessJson(line, new FixedNames(), "0b007000");

        public void OnProcess(in ProcessEvent processEvent)
        {
            line.Clear();
            json.Append(processEvent);
        }

        public void OnLost(in Loss loss) => throw new InvalidOperationException("nothing is lost");
    }
}
