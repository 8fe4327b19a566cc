using System.Text;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Search.Extraction;
using BenchmarkDotNet.Attributes;

namespace Auspex.Bench;

/// <summary>What is read of events for a search or a report, on top of the plain engine. One operation is the whole corpus.</summary>
[MemoryDiagnoser]
public class FactsBench
{
    private const FactSet Executables = FactSet.Success | FactSet.Pid | FactSet.Terminal | FactSet.Host | FactSet.Exe | FactSet.Auid;
    private const FactSet Totals = Executables | FactSet.Files | FactSet.Cwd | FactSet.Comm | FactSet.Keys;

    private byte[] bytes = [];

    [Params(Corpus.Raw, Corpus.Enriched)]
    public string Log { get; set; } = Corpus.Raw;

    [GlobalSetup]
    public void Setup() => bytes = Corpus.ByName(Log).Bytes;

    /// <summary>The floor: events and nothing read of them.</summary>
    [Benchmark(Baseline = true)]
    public long Events() => Read(FactSet.None);

    /// <summary>What <c>aureport -x</c> needs.</summary>
    [Benchmark]
    public long ForExecutables() => Read(Executables);

    /// <summary>What the totals of aureport need.</summary>
    [Benchmark]
    public long ForTotals() => Read(Totals);

    /// <summary>Everything.</summary>
    [Benchmark]
    public long All() => Read(FactSet.All);

    /// <summary>What <c>ausearch -k KEY</c> does to an event.</summary>
    [Benchmark]
    public long MatchKey() => Run(new Matching(new SearchCriteria { Key = Encoding.ASCII.GetBytes("nothing") }));

    private long Read(FactSet facts) => Run(new Reading(facts));

    private long Run(IEventVisitor visitor)
    {
        var search = new PlainSearch(new BytesText(bytes), TimeRange.All, visitor);
        if (!search.Read(bytes, 0) || !search.End()) throw new InvalidOperationException("the visitor stops nothing");
        return search.Counts.Malformed;
    }

    private sealed class Reading(FactSet wanted) : IEventVisitor
    {
        private readonly EventFacts facts = new();

        public bool Visit(LogEvent e)
        {
            if (wanted != FactSet.None) facts.Read(e, wanted);
            return true;
        }
    }

    private sealed class Matching(SearchCriteria criteria) : IEventVisitor
    {
        private readonly EventMatcher matcher = new(criteria, new FixedNames());

        public bool Visit(LogEvent e)
        {
            _ = matcher.Matches(e);
            return true;
        }
    }
}
