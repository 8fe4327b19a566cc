using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Outputs;
using Auspex.Search;
using Auspex.Text;
using BenchmarkDotNet.Attributes;

namespace Auspex.Bench;

/// <summary>A whole log as csv and as sentences: reading, bringing records together, normalising, writing.</summary>
[MemoryDiagnoser]
public class NormalizationBench : IEventVisitor
{
    private readonly ByteBuffer output = new(1 << 16);
    private readonly ByteBuffer messages = new();
    private readonly EventCsv csv = new(new Interpreter(new FixedNames()), new Ids(), TimeZoneInfo.Utc, new EventCsvOptions());
    private readonly EventSentence sentence = new(new Interpreter(new FixedNames()), new Ids(), TimeZoneInfo.Utc);
    private readonly EventCsv all = new(
        new Interpreter(new FixedNames()), new Ids(), TimeZoneInfo.Utc,
        new EventCsvOptions { HasTime = true, HasLabels = true, HasTarget = true, HasKey = true, IsQuoted = true });

    private IEventFormat? format;
    private Corpus corpus = null!;

    /// <summary>Which log.</summary>
    [Params(Corpus.Raw, Corpus.Enriched)]
    public string Log { get; set; } = Corpus.Raw;

    /// <summary>Makes the log.</summary>
    [GlobalSetup]
    public void Setup() => corpus = Corpus.ByName(Log);

    /// <summary>Reading and bringing together alone: what the others rest on.</summary>
    [Benchmark(Baseline = true)]
    public int Assemble() => Run(null);

    /// <summary><c>--format csv</c>.</summary>
    [Benchmark]
    public int Csv() => Run(csv);

    /// <summary><c>--format csv</c> with every column, quoted.</summary>
    [Benchmark]
    public int CsvWithAllColumns() => Run(all);

    /// <summary><c>--format text</c>.</summary>
    [Benchmark]
    public int Sentences() => Run(sentence);

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        if (output.Length > 1 << 15) output.Clear();
        format?.Append(e, output, messages);
        return true;
    }

    private int Run(IEventFormat? chosen)
    {
        format = chosen;
        var search = new PlainSearch(new BytesText(corpus.Bytes), TimeRange.All, this);
        _ = search.Read(corpus.Bytes, 0);
        _ = search.End();
        return output.Length;
    }

    private sealed class Ids : IUserIds
    {
        public bool TryGetId(ReadOnlySpan<byte> name, out uint uid)
        {
            uid = 0;
            return false;
        }
    }
}
