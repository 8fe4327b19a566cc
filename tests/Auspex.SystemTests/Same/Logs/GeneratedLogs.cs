using System.Globalization;
using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same.Logs;

/// <summary>Logs that no machine need have written, each with one thing that is out of the ordinary.</summary>
internal static class GeneratedLogs
{
    private const int Events = 150;

    /// <summary>AUSPEX_SEED, or always the same: a log's seed is its place among the <see cref="Makers"/>, and further on by as many for each.</summary>
    public static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("AUSPEX_SEED") ?? "0", CultureInfo.InvariantCulture);

    // A log's seed is its place: new ones go to the end, or all behind them would be other logs.
    private static readonly (string Name, Func<LogMaker, IEnumerable<string>> Make)[] Makers =
    [
        ("plain", m => Sequence(m, 400)),
        ("enriched", m => Enumerable.Range(0, Events).SelectMany(i => m.Call(i * 300, i + 1, isEnriched: true))),
        ("interleaved", Interleaved),
        ("late-records", LateRecords),
        ("out-of-order", OutOfOrder),
        ("clock-back", m => Sequence(m, 400).Concat(Sequence(m, 300, start: 30_000 - 3_600_000, serial: 1000))),
        ("second-borders", SecondBorders),
        ("gaps", m => Enumerable.Range(0, Events).SelectMany(i => m.Call(i * (i % 10 == 0 ? 100_000L : 50L), (i * 3) + 1))),
        ("nodes", Nodes),
        ("architectures", Architectures),
        ("truncated", Truncated),
        ("odd-lines", OddLines),
        ("line-ends", m => Sequence(m, 400).Select(l => l + "\r")),
        ("serials-turn", m => Enumerable.Range(0, 60).SelectMany(i => m.Call(i * 200, i < 30 ? 4_294_967_266 + i : i - 29))),
        ("same-serial", m => Enumerable.Range(0, 60).SelectMany(i => m.Call(i * 700, 77))),
        ("messages", m => Enumerable.Range(0, Events).Select(i => m.Message(i * 137, i + 1))),
        ("one-event", m => m.Call(0, 1)),
        ("nothing", _ => []),
        ("blocked", Blocked),
        ("nodes-apart", NodesApart),
    ];

    /// <summary>Writes them all into <paramref name="folder"/>.</summary>
    public static IReadOnlyList<TestLog> WriteAll(TemporaryFolder folder)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"AUSPEX_SEED={Seed}");
        return [.. Makers.Select((m, i) => Write(folder, m.Name, m.Make(new LogMaker(i + 1 + (Seed * Makers.Length)))))];
    }

    private static TestLog Write(TemporaryFolder folder, string name, IEnumerable<string> lines)
    {
        var text = string.Concat(lines.Select(l => l + "\n"));
        // The last line of one log has no end.
        if (name == "truncated") text = text[..^20];
        return TestLog.Of(name, folder.Write(name + ".log", Encoding.Latin1.GetBytes(text)));
    }

    private static IEnumerable<string> Sequence(LogMaker maker, int step, long start = 0, long serial = 1)
    {
        for (var i = 0; i < Events; i++)
        {
            var time = start + ((long)i * step);
            if (i % 4 == 3) yield return maker.Message(time, serial + i);
            else
            {
                foreach (var line in maker.Call(time, serial + i)) yield return line;
            }
        }
    }

    /// <summary>Records of up to four events at once, in turn.</summary>
    private static IEnumerable<string> Interleaved(LogMaker maker)
    {
        for (var i = 0; i < Events; i += 4)
        {
            var queues = Enumerable.Range(i, 4).Select(n => new Queue<string>(maker.Call(i * 150, n + 1))).ToList();
            while (queues.Exists(q => q.Count > 0))
            {
                if (maker.Pick(queues).TryDequeue(out var line)) yield return line;
            }
        }
    }

    /// <summary>The last records of some events come one, two or three seconds of log time after the first.</summary>
    private static IEnumerable<string> LateRecords(LogMaker maker)
    {
        var late = new List<(int At, string Line)>();
        for (var i = 0; i < Events; i++)
        {
            var call = maker.Call(i * 500, i + 1);
            var kept = i % 5 == 0 ? call.Count - 1 : call.Count;
            foreach (var line in call.Take(kept)) yield return line;
            foreach (var line in call.Skip(kept)) late.Add((i + 1 + maker.Next(6), line));
            foreach (var (_, line) in late.Where(l => l.At == i)) yield return line;
        }
    }

    /// <summary>Some calls had blocked, for up to two hours: their stamps are as old among the others, and one is the last of all.</summary>
    private static IEnumerable<string> Blocked(LogMaker maker) =>
        Enumerable.Range(0, Events).SelectMany(i => maker.Call((i * 700) - (i % 10 == 9 ? maker.Next(7_200_000) : 0), i + 1));

    /// <summary>Two machines whose clocks are an hour apart, and one whose clock is set twice.</summary>
    private static IEnumerable<string> NodesApart(LogMaker maker)
    {
        for (var i = 0; i < Events; i++)
        {
            foreach (var line in maker.Call(i * 400, i + 1, node: "node=alpha ")) yield return line;
            yield return maker.Message((i * 400) + 3_600_000, i + 7000, "node=beta ");
            if (i % 3 == 0) yield return maker.Message((i * 400) + (i is > 40 and < 90 ? -1_800_000 : 0), i + 20_000, "node=gamma ");
        }
    }

    private static IEnumerable<string> OutOfOrder(LogMaker maker)
    {
        var events = Enumerable.Range(0, Events).Select(i => maker.Call(i * 170, i + 1)).ToArray();
        foreach (var chunk in events.Chunk(8))
        {
            maker.Shuffle(chunk);
            foreach (var line in chunk.SelectMany(e => e)) yield return line;
        }
    }

    /// <summary>Events around the turn of seconds, some before others of lower serial.</summary>
    private static IEnumerable<string> SecondBorders(LogMaker maker)
    {
        for (var i = 0; i < Events; i++)
        {
            var time = (i / 3 * 1000) + (i % 3) switch { 0 => 999, 1 => 1000, _ => 998 };
            foreach (var line in maker.Call(time, i + 1)) yield return line;
        }
    }

    /// <summary>Three nodes; two of them send events of the same stamps.</summary>
    private static IEnumerable<string> Nodes(LogMaker maker)
    {
        for (var i = 0; i < Events; i++)
        {
            foreach (var line in maker.Call(i * 400, i + 1, node: "node=alpha ")) yield return line;
            if (i % 2 == 0) yield return maker.Message(i * 400, i + 1, "node=beta ");
            if (i % 3 != 0) continue;
            foreach (var line in maker.Call(i * 400, i + 1, node: "node=beta.example.org ")) yield return line;
            yield return maker.Message((i * 400) + 1, i + 500);
        }
    }

    /// <summary>Calls by the numbers of other machines, and of one that nobody knows.</summary>
    private static IEnumerable<string> Architectures(LogMaker maker)
    {
        string[] architectures = ["c000003e", "40000003", "c00000b7", "40000028", "80000016", "16", "c0000015", "80000015", "14", "c00000ff"];
        for (var i = 0; i < 2 * Events; i++)
        {
            foreach (var line in maker.Call(i * 100, i + 1, architectures[i % architectures.Length], maker.Next(330))) yield return line;
        }
    }

    /// <summary>Every fifth line ends early.</summary>
    private static IEnumerable<string> Truncated(LogMaker maker) =>
        Sequence(maker, 400).Select((line, i) => i % 5 == 0 ? line[..maker.Next(line.Length)] : line);

    /// <summary>Between good lines such as are not records, or hardly.</summary>
    private static IEnumerable<string> OddLines(LogMaker maker)
    {
        string[] odd =
        [
            "", " ", "\t", "no record", "type=", "type=SYSCALL", "type=SYSCALL msg=", "type=SYSCALL msg=audit(", "type=SYSCALL msg=audit(1700000000.1",
            "type=SYSCALL msg=audit(x.y:z): pid=1", "type=USER msg=audit(1700000001.1234:5): pid=1 uid=0 auid=0 ses=1 msg='x res=success'",
            "type=USER msg=audit(1700000001:6): pid=1 uid=0 auid=0 ses=1 msg='x res=success'", "type=BOGUS msg=audit(1700000002.100:9000): a=b",
            "type=UNKNOWN[1420] msg=audit(1700000003.100:9001): a=b", "type=1300 msg=audit(1700000004.100:9002): a=b",
            "type=USER msg=audit(99999999999999999999.100:9003): a=b", "type=USER msg=audit(1700000005.100:99999999999999999999): pid=1",
            "node= type=USER msg=audit(1700000006.100:9004): pid=1 uid=0 auid=0 ses=1 msg='x res=success'",
            "node=onlynode", "  type=USER msg=audit(1700000007.100:9005): pid=1", "type=USER  msg=audit(1700000008.100:9006): pid=1 uid=0",
            "type=USER msg=audit(-1.100:9007): pid=1 uid=0", "type=USER msg=audit(1700000010.-700:9010): pid=1 uid=0 auid=0 ses=1 msg='x res=success'", "\u0001\u0002\u00ff\u00fe", "type=USER msg=audit(0.000:0): pid=1 uid=0 auid=0 ses=1 msg='x res=success'",
            string.Create(CultureInfo.InvariantCulture, $"type=USER msg=audit(1700000009.100:9008): pid=1 uid=0 auid=0 ses=1 msg='{new string('x', 5000)} res=success'"),
        ];
        var i = 0;
        foreach (var line in Sequence(maker, 400))
        {
            if (i % 3 == 0 && i / 3 < odd.Length) yield return odd[i / 3];
            i++;
            yield return line;
        }
    }
}
