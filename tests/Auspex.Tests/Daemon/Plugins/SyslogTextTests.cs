using System.Text;
using Auspex.Daemon.Plugins;
using Auspex.Records;
using Auspex.Tests.Interpretation;
using Auspex.Text;

namespace Auspex.Tests.Daemon.Plugins;

/// <summary>The texts that audisp-syslog makes of records.</summary>
public sealed class SyslogTextTests
{
    [Theory]
    [InlineData(
        "type=SYSCALL msg=audit(1700000000.123:456): arch=c000003e syscall=59 success=yes exit=0 a0=55d tty=(none) ses=4294967295 comm=\"ls\" key=66696C6573016D6F7265\u001dARCH=x86_64 SYSCALL=execve",
        "type=SYSCALL msg=audit(11/14/23 22:13:20) : arch=x86_64 syscall=execve success=yes exit=0 a0=0x55d tty=(none) ses=unset comm=ls key=files key=more ")]
    [InlineData("node=h type=SOCKADDR msg=audit(1700000000.123:457): saddr=020000357F0000010000000000000000", "node=h type=SOCKADDR msg=audit(11/14/23 22:13:20) : saddr=127.0.0.1 ")]
    [InlineData("type=SOCKADDR msg=audit(1700000000.123:458): saddr=01002F72756E2F78", "type=SOCKADDR msg=audit(11/14/23 22:13:20) : saddr=local ")]
    [InlineData("type=EOE msg=audit(1700000000.123:456): ", null)]
    [InlineData("no record", null)]
    [InlineData("type=USER_LOGIN msg=audit(1700000000.200:460): pid=5 uid=1 msg='op=login acct=\"bin\" res=success'", "type=USER_LOGIN msg=audit(11/14/23 22:13:20) : pid=5 uid=daemon op=login acct=bin res=success ")]
    [InlineData("type=AVC msg=audit(1700000000.200:461): avc:  denied  { read write } for  pid=1 comm=\"a\"", "type=AVC msg=audit(11/14/23 22:13:20) : seresult=denied seperms=read,write pid=1 comm=a ")]
    public void Interpreted_lines_are_fields_with_their_meaning(string line, string? text)
    {
        var output = new ByteBuffer();
        var writer = new InterpretedLine(new FixedNames(), TimeZoneInfo.Utc);
        Assert.Equal(text is not null, writer.TryAppend(Read(line), output));
        Assert.Equal(text ?? "", Encoding.UTF8.GetString(output.Written));
    }

    [Fact]
    public void An_interpreted_line_is_cut()
    {
        var output = new ByteBuffer();
        Assert.True(new InterpretedLine(new FixedNames(), TimeZoneInfo.Utc).TryAppend(Read($"type=CWD msg=audit(1700000000.1:1): cwd=\"{new string('x', 12000)}\""), output));
        Assert.Equal(InterpretedLine.MaxBytes, output.Length);
    }

    [Fact]
    public void A_message_has_the_records_time_node_and_type_and_a_number()
    {
        var output = new ByteBuffer();
        var writer = new Rfc5424Message(8 | 6, "här ta");
        writer.Append(Read("node=web1 type=CWD msg=audit(1700000000.123:456): cwd=\"/\""), "text"u8, 0, output);
        Assert.Equal("<14>1 2023-11-14T22:13:20.123Z web1 audispd - CWD [meta sequenceId=\"1\"] text", Encoding.UTF8.GetString(output.Written));
        output.Clear();
        writer.Append(default, "own"u8, 1_700_000_000_004, output);
        Assert.Equal("<14>1 2023-11-14T22:13:20.004Z hrta audispd - - [meta sequenceId=\"2\"] own", Encoding.UTF8.GetString(output.Written));
    }

    private static RecordView Read(string line)
    {
        var reader = new RecordReader(Encoding.UTF8.GetBytes(line + "\n"), isFinal: true);
        Assert.True(reader.TryRead(out var record));
        return record;
    }
}
