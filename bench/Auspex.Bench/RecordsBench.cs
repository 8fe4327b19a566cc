using Auspex.Records;
using Auspex.Records.Scanning;
using BenchmarkDotNet.Attributes;

namespace Auspex.Bench;

/// <summary>Bytes to records, and records to fields by each scanner. One operation is the whole corpus.</summary>
[MemoryDiagnoser]
public class RecordsBench
{
    private byte[] bytes = [];
    private FieldIndex plain = new();
    private FieldIndex vector = new();

    [Params(Corpus.Raw, Corpus.Enriched)]
    public string Log { get; set; } = Corpus.Raw;

    [GlobalSetup]
    public void Setup()
    {
        bytes = Corpus.ByName(Log).Bytes;
        plain = new FieldIndex(FieldScanners.All[0]);
        vector = new FieldIndex(FieldScanners.All[^1]);
    }

    /// <summary>The floor: where the lines end.</summary>
    [Benchmark]
    public int Lines()
    {
        var rest = bytes.AsSpan();
        var lines = 0;
        for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; lines++) rest = rest[(end + 1)..];
        return lines;
    }

    /// <summary>Lines taken apart: type, time, serial, body.</summary>
    [Benchmark]
    public long Reader()
    {
        var reader = new RecordReader(bytes, isFinal: true);
        long sum = 0;
        while (reader.TryRead(out var record)) sum += (long)record.Stamp.Serial + (int)record.Type;
        return sum;
    }

    [Benchmark(Baseline = true)]
    public long ReaderAndPlainIndex() => Index(plain);

    [Benchmark]
    public long ReaderAndVectorIndex() => Index(vector);

    private long Index(FieldIndex index)
    {
        var reader = new RecordReader(bytes, isFinal: true);
        long sum = 0;
        while (reader.TryRead(out var record))
        {
            index.Fill(record.Body);
            sum += index.Count;
        }

        return sum;
    }
}
