using System.Text;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;
using BenchmarkDotNet.Attributes;

namespace Auspex.Bench;

/// <summary>
/// Interpreting the five records of one exec, as ausearch -i prints them; and the look-ups done for every record.
/// </summary>
[MemoryDiagnoser]
public class InterpretationBench
{
    private static readonly string[] Lines =
    [
        "type=SYSCALL msg=audit(1700000017.100:116): arch=c000003e syscall=59 success=yes exit=0 a0=55c055c0 a1=55c155c1 a2=55c255c2 a3=8 items=2"
            + " ppid=900 pid=1234 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=3 comm=\"ls\" exe=\"/usr/bin/ls\""
            + " subj=unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023 key=\"exec\"",
        "type=EXECVE msg=audit(1700000017.100:116): argc=3 a0=\"ls\" a1=\"-l\" a2=2F746D702F6D7920646972",
        "type=CWD msg=audit(1700000017.100:116): cwd=\"/home/alice\"",
        "type=PATH msg=audit(1700000017.100:116): item=0 name=\"/usr/bin/ls\" inode=20 dev=fd:00 mode=0100755 ouid=0 ogid=0 rdev=00:00"
            + " nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0",
        "type=PROCTITLE msg=audit(1700000017.100:116): proctitle=6C73002D6C002F746D702F6D7920646972",
    ];

    private const string Enrichment =
        "\u001dARCH=x86_64 SYSCALL=execve AUID=\"alice\" UID=\"root\" GID=\"root\" EUID=\"root\" SUID=\"root\" FSUID=\"root\" EGID=\"root\" SGID=\"root\" FSGID=\"root\"";

    private readonly ByteBuffer output = new(1 << 16);
    private readonly RecordInterpretation writer = new(new Interpreter(new Names()), new TimeText(TimeText.DateAndTime, TimeZoneInfo.Utc));
    private readonly Auspex.Interpretation.Enrichment enrichment = new(new Names());
    private byte[][] raw = [];
    private byte[][] enriched = [];
    private byte[][] types = [];

    /// <summary>The records as bytes.</summary>
    [GlobalSetup]
    public void Setup()
    {
        raw = [.. Lines.Select(Encoding.UTF8.GetBytes)];
        enriched = [Encoding.UTF8.GetBytes(Lines[0] + Enrichment), .. raw[1..]];
        types = [.. Lines.Select(l => Encoding.UTF8.GetBytes(l.Split(' ')[0][5..]))];
    }

    /// <summary>Reading alone: what the others rest on.</summary>
    [Benchmark(Baseline = true)]
    public int ReadRecords()
    {
        var sum = 0;
        foreach (var line in raw) sum += RecordReader.Parse(line).Body.Length;
        return sum;
    }

    /// <summary>Five records, no enrichment.</summary>
    [Benchmark]
    public int InterpretExec() => Write(raw);

    /// <summary>Five records, the first enriched.</summary>
    [Benchmark]
    public int InterpretEnrichedExec() => Write(enriched);

    /// <summary>Making the enrichment of the SYSCALL record, as the daemon does.</summary>
    [Benchmark]
    public int Enrich()
    {
        output.Clear();
        _ = enrichment.Append(RecordReader.Parse(raw[0]), output);
        return output.Length;
    }

    /// <summary>Five record types by name.</summary>
    [Benchmark]
    public int FindRecordTypes()
    {
        var sum = 0;
        foreach (var type in types)
        {
            if (RecordTypes.TryParse(type, out var found)) sum += (int)found;
        }

        return sum;
    }

    private int Write(byte[][] lines)
    {
        output.Clear();
        foreach (var line in lines) writer.Append(RecordReader.Parse(line), output);
        return output.Length;
    }

    private sealed class Names : IUserNames
    {
        public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
        {
            name = "alice"u8;
            return uid == 1000;
        }

        public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGetUser(gid, out name);
    }
}
