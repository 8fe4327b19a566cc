using System.Text;
using Auspex.Records;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Search.Expressions;
using Auspex.Search.Extraction;
using Auspex.Tables;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Search.Extraction;
using Auspex.Tests.Support;

namespace Auspex.Tests.Search.Criteria;

/// <summary>What matches has the bytes that are required: else an engine that looks for them loses it.</summary>
public sealed class RequiredBytesTests
{
    /// <summary>Records written in odd ways, as damage and forgery do: they must not be lost where the matcher finds them.</summary>
    private const string Odd =
        """
        type=syscall msg=audit(1700009000.100:0042): arch=C000003E syscall=059 pid=0012 ppid=7, auid=-1 uid=5) comm=4a6f686E exe=2f62696e2f6c73 key=6B31016b32
        type=1300 msg=audit(1700009001.100:43 x): arch=c000003e syscall=59 pid=12 uid=0 tty=pts/1, comm=4A6F686E exe="/bin/l
        node=n1 type=UNKNOWN[01302] msg=audit(1700009002.100:44): name="../up" nametype=NORMAL
        node=n1 type=CWD msg=audit(1700009002.100:44): cwd=2F686F6D65
        type=SOCKADDR msg=audit(1700009003.100:45): saddr=020000350a0000050000000000000000
        type=SOCKADDR msg=audit(1700009004.100:46): saddr=01002f72756e2f6c6f6700
        type=USER_LOGIN msg=audit(1700009005.100:47): (pid=5, uid=0 msg='(hostname="?", addr=10.0.0.5, terminal=ssh result=Failed)'UID=726F6F74
        type=ADD_GROUP msg=audit(1700009006.100:48): uid=0 msg='x="y"id=12 res=0)'UID="root" ID=6D616e
        type=AVC msg=audit(1700009007.100:49): apparmor=KILLED profile=2F736269 name="./rel" peer="x"
        type=CWD msg=audit(1700009007.100:49): cwd="/"
        """;

    [Fact]
    public void An_event_that_matches_has_what_is_required()
    {
        var random = Seeded.New(out var seed);
        var mutator = new Mutator(random);
        var whole = Encoding.UTF8.GetString(EventFactsRandomTests.SampleLog()) + "\n" + Odd;
        var lines = whole.Split('\n');
        var (matches, constrained) = (0, 0);
        for (var round = 0; round < 1500; round++)
        {
            var log = Damaged(lines, random, mutator);
            var events = Logs.Select(log, e => e.Count);
            if (events.Count == 0) continue;
            var criteria = Draw(log, random.Next(events.Count), random);
            var required = RequiredBytes.Of(criteria);
            if (required.Count > 0) constrained++;
            var matcher = new EventMatcher(criteria, new FixedNames());
            foreach (var failure in Logs.Select(log, e => Check(e, matcher, required, ref matches)))
                Assert.True(failure is null, $"{seed} {failure} {criteria} {criteria.Expression?.Text}");
        }

        Assert.True(matches > 500 && constrained > 300, $"{matches} matches, {constrained} with requirements");
    }

    [Fact]
    public void The_golden_log_keeps_every_match_for_every_value_it_holds()
    {
        var log = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(EventFactsRandomTests.SampleLog()) + "\n" + Odd);
        var count = Logs.Select(log, e => 0).Count;
        var random = Seeded.New(out var seed);
        var matches = 0;
        for (var i = 0; i < count * 30; i++)
        {
            var criteria = Draw(log, i % count, random);
            var matcher = new EventMatcher(criteria, new FixedNames());
            var required = RequiredBytes.Of(criteria);
            var before = matches;
            foreach (var failure in Logs.Select(log, e => Check(e, matcher, required, ref matches)))
                Assert.True(failure is null, $"{seed} {failure} {criteria} {criteria.Expression?.Text}");
            Assert.True(matches > before || criteria.Expression is not null, $"{seed}: what was drawn from an event does not match it: {criteria}");
        }
    }

    [Theory]
    [InlineData("-p 123", "pid=123")]
    [InlineData("-sc 62", "syscall=62|uring_op=62")]
    [InlineData("-k access", "access|616363657373")]
    [InlineData("-k k.", "k.|6B2E|6b2e")]
    [InlineData("-m USER_LOGIN", "~type=USER_LOGIN |=1112|[1112|01112")]
    [InlineData("-a 114", ":114|0114")]
    [InlineData("-sv no", "success=no|res=0|=fail|=Fail|denied|apparmor=")]
    [InlineData("-sv yes", "")]
    [InlineData("-ul -1", "auid=4294967295|auid=-1|loginuid=4294967295|loginuid=-1")]
    [InlineData("-x cat -w", "exe=\"cat|exe=cat|exe=636174")]
    [InlineData("-hn host1", "host1")]
    [InlineData("-hn 10.0.0.5", "10.0.0.5|saddr=0200|saddr=0A00|saddr=0a00")]
    [InlineData("-f passwd", "passwd|706173737764")]
    [InlineData("-n h", "node=h")]
    [InlineData("--arch b64", "~arch=c000003e")]
    [InlineData("-k access -p 5", "pid=5 access|616363657373")]
    public void The_options_require(string args, string expected) =>
        Assert.Equal(expected, string.Join(' ', RequiredBytes.Of(QueryArguments.Read(args.Split(' '))!).Select(Shown)));

    [Theory]
    [InlineData("comm r= \"\\\"cat\\\"\" && uid == 5", "comm=\"cat\" uid=5")]
    [InlineData("pid r= 5 || ses r= 7 && exe i= x", "pid=5|ses=7")]
    [InlineData("pid r= 5 || exe i= x", "")]
    [InlineData("!(pid r= 5)", "")]
    [InlineData("\\record_type == AVC", "~type=AVC |=1400|[1400|01400")]
    public void An_expression_requires(string text, string expected)
    {
        Assert.True(Expression.TryParse(text, out var expression, out _));
        Assert.Equal(expected, string.Join(' ', RequiredBytes.Of(new SearchCriteria { Expression = expression }).Select(Shown)));
    }

    private static string Shown(ByteRequirement requirement) =>
        (requirement.IgnoresCase ? "~" : "") + string.Join('|', requirement.Alternatives.Select(a => Encoding.UTF8.GetString(a.Span).Replace("\u001f", "", StringComparison.Ordinal)));

    private static string? Check(LogEvent e, EventMatcher matcher, IReadOnlyList<ByteRequirement> required, ref int matches)
    {
        if (!matcher.Matches(e)) return null;
        matches++;
        foreach (var requirement in required)
        {
            var isMet = false;
            for (var i = 0; i < e.Count; i++) isMet |= requirement.IsMetBy(e[i].Line);
            if (!isMet) return $"lost: none of {Shown(requirement)} in {Encoding.UTF8.GetString(e[0].Line)}";
        }

        return null;
    }

    private static byte[] Damaged(string[] lines, Random random, Mutator mutator)
    {
        var log = new MemoryStream();
        var start = random.Next(lines.Length);
        for (var i = start; i < Math.Min(lines.Length, start + 20); i++)
        {
            var line = Encoding.UTF8.GetBytes(lines[i]);
            var room = new byte[line.Length + 256];
            line.CopyTo(room, 0);
            var length = random.Next(3) == 0 ? mutator.Damage(line, room) : line.Length;
            log.Write(room, 0, length);
            log.WriteByte((byte)'\n');
        }

        return log.ToArray();
    }

    /// <summary>Criteria of one to three values that an event has.</summary>
    private static SearchCriteria Draw(byte[] log, int which, Random random)
    {
        var index = 0;
        var drawn = new SearchCriteria();
        Logs.Select(log, e =>
        {
            if (index++ != which) return 0;
            var facts = new EventFacts();
            facts.Read(e, FactSet.All);
            for (var times = random.Next(1, 4); times > 0; times--) drawn = With(drawn, e, facts, random);
            return 0;
        });
        return drawn;
    }

    private static SearchCriteria With(SearchCriteria c, LogEvent e, EventFacts f, Random random)
    {
        // Once a word always a word: each text must then be whole.
        var isWord = c.IsWord || (c == new SearchCriteria() && random.Next(4) == 0);
        c = c with { IsWord = isWord };
        switch (random.Next(24))
        {
            case 0: return c with { Serial = e.Stamp.Serial };
            case 1: return e.HasNode ? c with { Nodes = [e.Node.ToArray()] } : c;
            case 2: return e.FirstType >= 0 ? c with { Types = [e.Spots[random.Next(e.Count)].Type, RecordType.Eoe] } : c;
            case 3: return f.Has(FactSet.Arch) ? c with { Arch = f.Arch } : c;
            case 4: return c with { Syscall = f.Syscall };
            case 5: return f.Has(FactSet.Exit) ? c with { Exit = f.Exit } : c;
            case 6: return c with { Success = f.Success };
            case 7: return f.Has(FactSet.Pid) ? c with { Pid = f.Pid } : c;
            case 8: return f.Has(FactSet.Ppid) ? c with { Ppid = f.Ppid } : c;
            case 9: return f.Has(FactSet.Session) ? c with { Session = f.Session } : c;
            case 10: return f.Has(FactSet.Uid) && !(f.IsUidNameless && !f.UidName.IsEmpty) ? c with { Uid = Id(f.Uid, f.UidName, random) } : c;
            case 11: return f.Has(FactSet.Euid) ? c with { Euid = Id(f.Euid, f.EuidName, random) } : c;
            case 12: return f.Has(FactSet.Auid) ? c with { Auid = Id(f.Auid, f.AuidName, random) } : c;
            case 13: return f.Has(FactSet.Auid) ? c with { AnyUid = Id(f.Auid, f.AuidName, random) } : c;
            case 14: return f.Has(FactSet.Gid) ? c with { Gid = Id(f.Gid, f.GidName, random), AnyGid = Id(f.Gid, f.GidName, random) } : c;
            case 15: return f.Has(FactSet.Comm) ? c with { Comm = Part(f.Comm, isWord, random) } : c;
            case 16: return f.Has(FactSet.Exe) ? c with { Exe = Part(f.Exe, isWord, random) } : c;
            case 17: return f.FileCount > 0 ? c with { File = Part(f.File(random.Next(f.FileCount)).Name, isWord, random) } : c;
            case 18: return f.Has(FactSet.Host) ? c with { Host = Part(f.Host, isWord, random) } : c;
            case 19: return f.Has(FactSet.Terminal) ? c with { Terminal = Part(f.Terminal, isWord, random) } : c;
            case 20: return f.KeyCount > 0 ? c with { Key = Part(f.Key(random.Next(f.KeyCount)), isWord, random) } : c;
            case 21: return f.SubjectCount > 0 ? c with { Subject = Part(f.Subject(0), isWord, random), AnyLabel = Part(f.Subject(0), isWord, random) } : c;
            case 22: return f.ObjectCount > 0 ? c with { Object = Part(f.Object(f.ObjectCount - 1), isWord, random) } : c;
            default: return c with { Expression = OfRecord(e, random) };
        }
    }

    private static IdCriterion Id(uint id, ReadOnlySpan<byte> name, Random random) =>
        name.IsEmpty || random.Next(2) == 0 ? new IdCriterion(id) : new IdCriterion(name.ToArray(), random.Next(2) == 0 ? null : id + 1);

    private static ReadOnlyMemory<byte> Part(ReadOnlySpan<byte> value, bool isWord, Random random)
    {
        if (isWord || value.IsEmpty) return value.ToArray();
        var start = random.Next(value.Length);
        return value.Slice(start, random.Next(1, value.Length - start + 1)).ToArray();
    }

    /// <summary>An expression of one or two fields that a record has.</summary>
    private static Expression? OfRecord(LogEvent e, Random random)
    {
        var view = e.View(random.Next(e.Count));
        var index = new FieldIndex();
        index.Fill(view.Body);
        if (index.Count == 0) return null;
        var text = Comparison(view.Body, index, random) + (random.Next(2) == 0 ? " && " : " || ") + Comparison(view.Body, index, random);
        return Expression.TryParse(text, out var expression, out _) ? expression : null;
    }

    private static string Comparison(ReadOnlySpan<byte> body, FieldIndex index, Random random)
    {
        var field = index[body, random.Next(index.Count)];
        var value = Encoding.UTF8.GetString(field.Value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var name = Encoding.UTF8.GetString(field.Name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{name}\" {(FieldTypes.Of(field.Name) is FieldType.Uid ? "==" : "r=")} \"{value}\"";
    }
}
