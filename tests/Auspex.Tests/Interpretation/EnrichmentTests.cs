using System.Text;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Interpretation;

public sealed class EnrichmentTests
{
    [Theory]
    [InlineData("SYSCALL", "arch=c000003e syscall=257 auid=1 uid=0 gid=12", "ARCH=x86_64 SYSCALL=openat AUID=\"daemon\" UID=\"root\" GID=\"man\"")]
    [InlineData("LOGIN", "old-auid=4294967295 auid=77", "OLD-AUID=\"unset\" AUID=\"unknown(77)\"")]
    [InlineData("SYSCALL", "arch=c000003e syscall=99999 uid=1", "ARCH=x86_64 SYSCALL=unknown-syscall(99999) UID=\"daemon\"")]
    [InlineData("SYSCALL", "arch=zz syscall=1 uid=1", "UID=\"daemon\"")]
    [InlineData("USER_LOGIN", "pid=1 uid=0 msg='op=login id=1 exe=\"/x\" res=success'", "UID=\"root\" ID=\"daemon\"")]
    [InlineData("ADD_GROUP", "pid=1 msg='id=12'", "ID=\"man\"")]
    [InlineData("USER_LOGIN", "uid=5000 auid=5001", "UID=4AC3BC7267656E AUID=612062")]
    [InlineData("SOCKADDR", "saddr=020001BB5DB8D8220000000000000000", "SADDR={ saddr_fam=inet laddr=93.184.216.34 lport=443 }")]
    [InlineData("SOCKADDR", "saddr=0100610A62", "SADDR={ saddr_fam=local path=a\\012b }")]
    [InlineData("AVC", "avc: denied saddr=10.0.0.1", "")]
    [InlineData("CWD", "cwd=\"/\"", "")]
    [InlineData("USER_LOGIN", "uid=mallory id=root auid=1x gid= ouid=-1", "OUID=\"unset\"")]
    [InlineData("USER_LOGIN", "uid=18446744073709551616 auid=4294967296", "")]
    [InlineData("DAEMON_ACCEPT", "op=tls-accept res=failed addr=1.2.3.4 id=mallory group=?", "")]
    [InlineData("DAEMON_ACCEPT", "op=tls-accept res=success addr=1.2.3.4 id=0", "")]
    [InlineData("DAEMON_START", "op=start auid=4294967295 pid=1 uid=0", "AUID=\"unset\" UID=\"root\"")]
    public void A_record_gets_the_names_of_its_numbers(string type, string body, string expected)
    {
        var output = new ByteBuffer(16);
        output.Append("kept"u8);
        var record = RecordReader.Parse(Encoding.UTF8.GetBytes($"type={type} msg=audit(1.000:1): {body}"));
        Assert.Equal(expected.Length > 0, new Enrichment(new FixedNames()).Append(record, output));
        Assert.Equal("kept" + expected, Encoding.UTF8.GetString(output.Written));
    }

    [Fact]
    public void What_is_written_is_read_back_as_it_was_meant()
    {
        // A reader that knows no user must see the names of the machine that wrote.
        const string Body = "arch=c000003e syscall=257 auid=5000 uid=5001 gid=12 euid=77";
        var output = new ByteBuffer();
        output.Append(Encoding.UTF8.GetBytes($"type=SYSCALL msg=audit(1.000:1): {Body}\u001d"));
        var at = output.Length;
        Assert.True(new Enrichment(new FixedNames()).Append(RecordReader.Parse(output.Written[..(at - 1)]), output));
        var stranger = new RecordInterpretation(new Interpreter(new NoNames()), new TimeText("%s", TimeZoneInfo.Utc));
        var line = new ByteBuffer();
        stranger.Append(RecordReader.Parse(output.Written), line);
        Assert.Equal("type=SYSCALL msg=audit(1.000:1) : arch=x86_64 syscall=openat auid=Jürgen uid=a b gid=man euid=unknown(77) \n",
            Encoding.UTF8.GetString(line.Written));
    }

    [Theory]
    [InlineData("UID=\"a\" AUID=\"b\" UID=\"c\"", "uid", "\"a\"")]
    [InlineData("UID=\"a\" AUID=\"b\"", "auid", "\"b\"")]
    [InlineData("OLD-AUID=\"x\" AUID=\"b\"", "auid", "\"b\"")]
    [InlineData("SYSCALL=openat", "syscall", "openat")]
    [InlineData("SADDR={ saddr_fam=inet laddr=1.2.3.4 lport=1 }", "saddr", "{ saddr_fam=inet laddr=1.2.3.4 lport=1 }")]
    [InlineData("SADDR=unknown-family(3){ x", "saddr", "{ x")]
    [InlineData("SADDR={ uid=0 }", "uid", null)]
    [InlineData("UID", "uid", null)]
    [InlineData("UID=", "uid", "")]
    [InlineData(" UID=\"a\"", "uid", "\"a\"")]
    [InlineData("", "uid", null)]
    [InlineData("XUID=\"a\"", "uid", null)]
    public void Names_are_found_whatever_stands_around_them(string enrichment, string name, string? expected)
    {
        var found = new EnrichmentReader(Encoding.UTF8.GetBytes(enrichment)).TryGet(Encoding.UTF8.GetBytes(name), out var value);
        Assert.Equal(expected is not null, found);
        Assert.Equal(expected ?? "", Encoding.UTF8.GetString(value));
    }

    [Theory]
    [InlineData("uid=1", "UID=\"alice\"", "alice")]
    [InlineData("uid=1", "UID=616C6963650A", "alice\\012")]
    [InlineData("arch=c000003e", "ARCH=x\u001b[2Jy", "x\\033[2Jy")]
    [InlineData("arch=c000003e", "ARCH=unknown-elf-type(c000003e)", "x86_64")]
    [InlineData("comm=6162", "COMM=cd", "cd")]
    [InlineData("foo=1", "FOO=2", "1")]
    public void Enrichment_goes_before_our_own_tables(string field, string enrichment, string expected)
    {
        var line = new ByteBuffer();
        var record = RecordReader.Parse(Encoding.UTF8.GetBytes($"type=X msg=audit(1.000:1): {field}\u001d{enrichment}"));
        new RecordInterpretation(new Interpreter(new FixedNames()), new TimeText("%s", TimeZoneInfo.Utc)).Append(record, line);
        Assert.Equal($"type=X msg=audit(1.000:1) : {field.Split('=')[0]}={expected} \n", Encoding.UTF8.GetString(line.Written));
    }

    [Fact]
    public void The_synthetic_log_is_enriched_as_it_was()
    {
        // Its author gave user and group 4000 the name alice, and 4005 newbie; 4006 is unknown.
        var enrichment = new Enrichment(new SyntheticNames());
        var output = new ByteBuffer();
        var compared = 0;
        var reader = new RecordReader(File.ReadAllBytes(TestFiles.Shared("data/golden/logs/synthetic.log")), isFinal: true);
        while (reader.TryRead(out var record))
        {
            if (record.Enrichment.IsEmpty) continue;
            output.Clear();
            Assert.True(enrichment.Append(record, output));
            Assert.Equal(Encoding.UTF8.GetString(record.Enrichment), Encoding.UTF8.GetString(output.Written));
            compared++;
        }

        Assert.Equal(27, compared);
    }

    private sealed class NoNames : IUserNames
    {
        public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
        {
            name = default;
            return false;
        }

        public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGetUser(gid, out name);
    }

    private sealed class SyntheticNames : IUserNames
    {
        public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
        {
            name = uid switch { 4000 => "alice"u8, 4005 => "newbie"u8, _ => default };
            return !name.IsEmpty;
        }

        public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGetUser(gid, out name);
    }
}
