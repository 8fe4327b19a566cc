using System.Globalization;
using System.Text;
using Auspex.Events;
using Auspex.Records;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.Search;
using Auspex.Tables;

namespace Auspex.Reports.Cost;

/// <summary>Finds out what recorded events cost, and what other rules would have made of them. One thread.</summary>
internal sealed class CostAnalysis : IEventVisitor
{
    /// <summary>Kinds of events that savings are looked for in; beyond, new ones are left out of that.</summary>
    public const int MaxCells = 1 << 16;

    /// <summary>What they may take of memory, by estimate.</summary>
    public const int MaxCellBytes = 64 << 20;

    private const int CellBytes = 300; // the entry and its sums

    private readonly TrafficEvent traffic = new();
    private readonly RuleSetTest? test;
    private readonly Dictionary<TrafficCell, CostSum> cells = [];
    private readonly byte[] keyRoom = new byte[KeyReader.MaxBytes];
    private readonly WritingTimes times = new();
    private long cellBytes;

    /// <summary>An analysis that has seen nothing.</summary>
    /// <param name="rules">The rules to predict for, or null.</param>
    public CostAnalysis(IReadOnlyList<WantedRule>? rules = null)
    {
        if (rules is null) return;
        test = new RuleSetTest(rules);
        Prediction = new Prediction(rules);
    }

    /// <summary>All events.</summary>
    public CostSum Total { get; } = new();

    /// <summary>By key; an event with several counts for each. What no rule made has its type in brackets.</summary>
    public CostTable Keys { get; } = new();

    /// <summary>By program.</summary>
    public CostTable Programs { get; } = new();

    /// <summary>By login user, in decimal.</summary>
    public CostTable Users { get; } = new();

    /// <summary>By record type: records instead of events.</summary>
    public CostTable Types { get; } = new();

    /// <summary>What the rules would have made of it; null without rules.</summary>
    public Prediction? Prediction { get; }

    /// <summary>Seconds that it took to write the events, at least one; a broken record's time may lie beyond any calendar.</summary>
    public double Seconds => Math.Max(1000, times.ElapsedMilliseconds) / 1000;

    /// <summary>Events that savings were not looked for in, since there are too many kinds.</summary>
    public long Uncelled { get; private set; }

    internal IReadOnlyDictionary<TrafficCell, CostSum> Cells => cells;

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        traffic.Read(e);
        times.Add(e.Stamp);
        Total.Add(traffic.Bytes);
        foreach (ref readonly var spot in e.Spots) Types.Add(RecordTypes.Name(spot.Type), spot.Length + 1);
        Programs.Add(traffic.Exe.IsEmpty ? "?"u8 : traffic.Exe, traffic.Bytes);
        AddUser();
        AddKeys();
        if (traffic.Type == RecordType.Syscall) AddCell();
        if (test is null) return true;
        var fate = test.Judge(traffic, e, out var index, out var bytes);
        Prediction!.Add(fate, index, traffic.Bytes, bytes);
        return true;
    }

    private void AddUser()
    {
        Span<byte> text = stackalloc byte[20];
        if (traffic.Find(RuleField.Auid) is not { } auid) Users.Add("?"u8, traffic.Bytes);
        else if (auid == uint.MaxValue) Users.Add("unset"u8, traffic.Bytes);
        else if (auid.TryFormat(text, out var length, default, CultureInfo.InvariantCulture)) Users.Add(text[..length], traffic.Bytes);
    }

    private void AddKeys()
    {
        var any = false;
        foreach (var key in new KeyReader(traffic.RawKey, keyRoom))
        {
            Keys.Add(key, traffic.Bytes);
            any = true;
        }

        if (any) return;
        if (traffic.Type == RecordType.Syscall) Keys.Add("(no key)"u8, traffic.Bytes);
        else Keys.Add([(byte)'[', .. RecordTypes.Name(traffic.Type), (byte)']'], traffic.Bytes);
    }

    private void AddCell()
    {
        var names = new List<string>();
        foreach (var key in new KeyReader(traffic.RawKey, keyRoom)) names.Add(Encoding.UTF8.GetString(key));
        var keys = string.Join(',', names);
        var cell = new TrafficCell(
            Encoding.UTF8.GetString(traffic.Exe), keys, (uint)traffic.Arch, traffic.Syscall,
            traffic.Find(RuleField.Auid) is not uint.MaxValue, traffic.Find(RuleField.Success) == 1, KeptEvents.Contains(traffic, keys));
        if (!cells.TryGetValue(cell, out var sum))
        {
            cellBytes += ((cell.Exe.Length + keys.Length) * sizeof(char)) + CellBytes;
            if (cells.Count >= MaxCells || cellBytes > MaxCellBytes)
            {
                Uncelled++;
                return;
            }

            cells[cell] = sum = new CostSum();
        }

        sum.Add(traffic.Bytes);
    }
}
