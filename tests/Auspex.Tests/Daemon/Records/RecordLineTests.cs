using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Plugins;
using Auspex.Daemon.Records;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tests.Daemon.Records;

/// <summary>Whoever may send a message must not write records of others: one record is one line, wherever it is written.</summary>
public sealed class RecordLineTests
{
    private const string Forged = "audit(1.000:1): pid=1 msg='x\ntype=SYSCALL msg=audit(2.000:2): evil\r\ntype=EXECVE'";
    private const string Line = "type=USER_LOGIN msg=audit(1.000:1): pid=1 msg='x type=SYSCALL msg=audit(2.000:2): evil  type=EXECVE'";

    [Fact]
    public void The_log_and_plugins_have_the_same_line()
    {
        var payload = Encoding.UTF8.GetBytes(Forged);
        var formatter = new RecordFormatter(names: null, node: default);
        Assert.Equal(Line, Encoding.UTF8.GetString(formatter.Format(RecordType.UserLogin, RecordOrigin.Kernel, payload, RecordReader.ParseKernel(RecordType.UserLogin, payload)).Line));
        var output = new ByteBuffer();
        PluginConversion.AppendLine(new PluginRecord { Text = payload, IsFrame = true, IsKernelText = true, Type = RecordType.UserLogin }, output);
        Assert.Equal(Line, Encoding.UTF8.GetString(output.Written));
    }

    [Theory]
    [InlineData(1300, "type=SYSCALL msg=")]
    [InlineData(1999, "type=UNKNOWN[1999] msg=")]
    public void A_type_without_a_name_is_written_by_its_number(int type, string expected)
    {
        var output = new ByteBuffer();
        RecordLine.AppendHead((RecordType)type, output);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.Written));
    }
}
