using System.Text;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Interpretation;

/// <summary>
/// Whole lines: separators, commas, quotes and what stands between fields (spec 2.3), and where we keep what 4.2.2
/// loses.
/// </summary>
public sealed class RecordInterpretationTests
{
#if DEBUG
    private static bool IsDebug => true;
#else
    private static bool IsDebug => false;
#endif

    [Theory]
    [InlineData("uid=0 x=1", "uid=root x=1 \n")]
    [InlineData("avc:  denied  { read } for  pid=1 comm=\"a\"", "avc:  denied  { read } for  pid=1 comm=a \n")]
    [InlineData("msg='op=x uid=0 res=success'", "msg='op=x uid=root res=success' \n")]
    [InlineData("pid=1 msg='uid=0 x=1'", "pid=1 msg='uid=root x=1' \n")]
    [InlineData("foo='uid=0 x=1' y=2", "foo='uid=0 x=1' y=2 \n")]
    [InlineData("foo=a,b x=1", "foo=a,b x=1 \n")]
    [InlineData("uid=0,1 x=1", "uid=root 1 x=1 \n")]
    [InlineData("foo=a,b", "foo=a,b\n\n")]
    [InlineData("uid=0,", "uid=root \n\n")]
    [InlineData("subj=a:b:c:s0:c0,c1 x=1", "subj=a:b:c:s0:c0,c1 x=1 \n")]
    [InlineData("foo=\"a,b\" x=1", "foo=\"a,b\" x=1 \n")]
    [InlineData("acct=root: exe=\"/x\"", "acct=root exe=/x \n")]
    [InlineData("acct=61: x=1", "acct=a x=1 \n")]
    [InlineData("acct=\"a:\" x=1", "acct=a: x=1 \n")]
    [InlineData("key=6101620163 x=1", "key=a key=b key=c x=1 \n")]
    [InlineData("key=01 x=1", "key= key= x=1 \n")]
    [InlineData("data=6C73 x=1", "data=\"ls\"x=1 \n")]
    [InlineData("a==b c=d=e", "a==b c=d=e \n")]
    [InlineData("just text", "just text\n\n")]
    [InlineData("", "\n\n")]
    [InlineData("x=1  ", "x=1 \n")]
    [InlineData("comm=\"a\",uid=0 x=1", "comm=a uid=root x=1 \n")]
    // open-quote: the text of a record cut short is kept
    [InlineData("comm=\"abc x=1", "comm=abc x=1 \n")]
    [InlineData("foo='abc x=1", "foo='abc x=1 \n")]
    // after-quote: no byte is lost
    [InlineData("comm=\"a\"uid=0 x=1", "comm=a uid=root x=1 \n")]
    // tail: text after the last field is kept
    [InlineData("terminal=pts0 and more", "terminal=pts0 and more \n")]
    // no-control: free text and plain values cannot drive a terminal
    [InlineData("a\u001b[2J foo=\u001b[31m", "a\\033[2J foo=\\033[31m \n")]
    public void A_body_is_written_with_what_its_values_mean(string body, string expected) =>
        Assert.Equal("type=X msg=audit(0.002:3) : " + expected, Line("type=X msg=audit(0.002:3): " + body));

    [Theory]
    [InlineData("type=1300 msg=audit(1.002:3): x=1", "type=SYSCALL msg=audit(1.002:3) : x=1 \n")]
    [InlineData("type=UNKNOWN[1338] msg=audit(1.002:3): x=1", "type=DM_CTRL msg=audit(1.002:3) : x=1 \n")]
    [InlineData("type=UNKNOWN[1555] msg=audit(1.002:3): x=1", "type=UNKNOWN[1555] msg=audit(1.002:3) : x=1 \n")]
    [InlineData("node=a type=CWD msg=audit(1.002:3): cwd=\"/\"", "node=a type=CWD msg=audit(1.002:3) : cwd=/ \n")]
    [InlineData("type=EOE msg=audit(1.002:3): ", "type=EOE msg=audit(1.002:3) : \n\n")]
    [InlineData("no record\u001b", "no record\\033\n")]
    public void A_line_is_written_whole(string line, string expected) => Assert.Equal(expected, Line(line));

    [Fact]
    public void A_message_of_the_kernel_has_no_line_and_is_written_too()
    {
        var output = new ByteBuffer();
        var record = RecordReader.ParseKernel(RecordType.Syscall, "audit(1.002:3): arch=c000003e syscall=59"u8);
        Writer(EscapeMode.Tty).Append(record, output);
        Assert.Equal("type=SYSCALL msg=audit(1.002:3) : arch=x86_64 syscall=execve \n", Encoding.UTF8.GetString(output.Written));
        output.Clear();
        Writer(EscapeMode.Tty).Append(RecordReader.ParseKernel((RecordType)1399, "audit(1.002:3): uid=0"u8), output);
        Assert.Equal("type=UNKNOWN[1399] msg=audit(1.002:3) : uid=root \n", Encoding.UTF8.GetString(output.Written));
    }

    /// <summary>Fields that come again are remembered as they looked: in every record they look as a new writer writes them.</summary>
    [Fact]
    public void What_is_remembered_looks_as_if_it_were_not()
    {
        string[] types = ["SYSCALL", "PATH", "EXECVE", "AVC", "USER_TTY", "NETFILTER_PKT", "MQ_OPEN", "ADD_GROUP", "FANOTIFY", "USER_ACCT"];
        string[] odd = ["acct=root : ", "acct=root, ", "x=\"open ", "msg='op=a, b res=1' ", "key=61016201 ", "subj=a:b,c "];
        string[] enriched = ["", "", "\u001d", "\u001dUID=\"a\" ARCH=x", "\u001dsyscall=no EXIT=1", "\u001dSADDR={ fam=inet }"];
        var random = Seeded.New(out var seed);
        var source = new RandomRecords(random.Next());
        var remembering = Writer(EscapeMode.Tty);
        for (var i = 0; i < 4000; i++)
        {
            var fields = random.Next(3) == 0 ? source.Call() : source.Fields();
            if (random.Next(3) == 0) fields = odd[random.Next(odd.Length)] + fields;
            var line = $"type={types[random.Next(types.Length)]} msg=audit(1.002:3): {fields}{enriched[random.Next(enriched.Length)]}";
            var output = new ByteBuffer();
            remembering.Append(RecordReader.Parse(Encoding.UTF8.GetBytes(line)), output);
            Assert.True(Line(line) == Encoding.UTF8.GetString(output.Written), $"{seed}: {line}");
        }
    }

    [Fact]
    public void Interpreting_allocates_nothing()
    {
        var lines = ExecEvent.Lines.Select(Encoding.UTF8.GetBytes).ToArray();
        var writer = Writer(EscapeMode.Tty);
        var output = new ByteBuffer(1 << 16);
        Assert.SkipWhen(IsDebug, "SKIPPED in Debug: without optimization a span over constants allocates a handle; run the Release build.");
        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 100 && allocated != 0; attempt++)
        {
            // Code that is still being compiled in the background allocates as in Debug.
            Thread.Sleep(10);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) WriteAll();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);

        void WriteAll()
        {
            output.Clear();
            foreach (var line in lines) writer.Append(RecordReader.Parse(line), output);
        }
    }

    private static RecordInterpretation Writer(EscapeMode mode) =>
        new(new Interpreter(new FixedNames(), mode), new TimeText("%s", TimeZoneInfo.Utc));

    private static string Line(string line)
    {
        var output = new ByteBuffer(16);
        Writer(EscapeMode.Tty).Append(RecordReader.Parse(Encoding.UTF8.GetBytes(line)), output);
        return Encoding.UTF8.GetString(output.Written);
    }
}
