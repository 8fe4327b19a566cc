using Auspex.Daemon.Plugins;

namespace Auspex.Tests.Daemon.Plugins;

/// <summary>The words after audisp-syslog.</summary>
public sealed class SyslogArgumentsTests
{
    [Theory]
    [InlineData("", 6, 8, false)]
    [InlineData("LOG_LOCAL7 log_debug INTERPRET", 7, 184, true)]
    [InlineData("interpret LOG_EMERG LOG_AUTHPRIV", 0, 80, true)]
    [InlineData("LOG_WARNING LOG_DAEMON", 4, 24, false)]
    [InlineData("LOG_SYSLOG LOG_AUTH", 6, 32, false)]
    public void Words_stand_in_any_order_and_case(string words, int priority, int facility, bool interprets)
    {
        var found = SyslogArguments.Parse(Split(words), out _);
        Assert.NotNull(found);
        Assert.Equal((priority, facility, interprets), (found.Priority, found.Facility, found.Interprets));
        Assert.Null(found.Target);
    }

    [Theory]
    [InlineData("LOG_LOCAL8", "Unknown log priority/facility LOG_LOCAL8")]
    [InlineData("LOG_KERN", "Unknown log priority/facility LOG_KERN")]
    [InlineData("what", "Unknown log priority/facility what")]
    [InlineData("rfc5424", "rfc5424 needs a receiver, such as tcp://HOST:PORT")]
    [InlineData("rfc5424 http://a:1", "Unknown log priority/facility http://a:1")]
    [InlineData("rfc5424 tcp://a:1 ca=/x", "ca= needs a receiver at tls://HOST:PORT")]
    public void What_is_wrong_is_told(string words, string complaint)
    {
        Assert.Null(SyslogArguments.Parse(Split(words), out var told));
        Assert.Equal(complaint, told);
    }

    [Theory]
    [InlineData("udp://logs:5514", SyslogTransport.Udp, "logs", 5514)]
    [InlineData("tcp://10.0.0.1", SyslogTransport.Tcp, "10.0.0.1", 601)]
    [InlineData("tls://[fe80::1]:6514", SyslogTransport.Tls, "fe80::1", 6514)]
    [InlineData("tls://[::1]", SyslogTransport.Tls, "::1", 6514)]
    internal void A_receiver_is_named_by_transport_host_and_port(string text, SyslogTransport transport, string host, int port)
    {
        Assert.True(SyslogTarget.TryParse(text, out var target));
        Assert.Equal(new SyslogTarget(transport, host, port), target);
        Assert.True(SyslogTarget.TryParse(target.ToString(), out var again));
        Assert.Equal(target, again);
    }

    [Theory]
    [InlineData("udp://")]
    [InlineData("udp://:514")]
    [InlineData("tcp://h:0")]
    [InlineData("tcp://h:65536")]
    [InlineData("tcp://h:1x")]
    [InlineData("tcp://[::1]x")]
    [InlineData("tcp://u@h:1")]
    public void Anything_else_is_no_receiver(string text) => Assert.False(SyslogTarget.TryParse(text, out _));

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
