using System.Net;
using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Plugins;
using Auspex.Linux.Loop;
using Auspex.Linux.Plugins;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Tool.Suite.AudispSyslog;

/// <summary>Another machine's syslog, in messages of RFC 5424.</summary>
internal sealed class OtherSyslog : ISyslogOutput, IDisposable
{
    private const int Warning = 4;

    private readonly Rfc5424Message message;
    private readonly Rfc5424Message own;
    private readonly ByteBuffer text = new(4096, 64 << 10);
    private readonly SyslogSender sender;

    internal OtherSyslog(SyslogArguments arguments, IDaemonNotices notices)
    {
        var host = Dns.GetHostName();
        message = new Rfc5424Message(arguments.Facility | arguments.Priority, host);
        own = new Rfc5424Message(arguments.Facility | Warning, host);
        sender = new SyslogSender(arguments.Target!, arguments.Authorities, arguments.Verifies, notices, MakeNotice);
    }

    /// <inheritdoc/>
    public bool WantsNul => false;

    /// <inheritdoc/>
    public bool WantsLineEnd => false;

    /// <inheritdoc/>
    public void Take(in RecordView record, ReadOnlySpan<byte> words)
    {
        text.Clear();
        message.Append(record, words, Clock.RealtimeMilliseconds, text);
        sender.Add(text.Written);
    }

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();

    private byte[] MakeNotice(string words)
    {
        var buffer = new ByteBuffer(256);
        own.Append(default, Encoding.UTF8.GetBytes(words), Clock.RealtimeMilliseconds, buffer);
        return buffer.Written.ToArray();
    }
}
