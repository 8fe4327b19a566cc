using System.Text;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Tests.Daemon.Configuration;
using Auspex.Tests.Support;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>audisp-remote.conf(5). Source: spec 8.5.</summary>
public sealed class RemoteConfigReaderTests
{
    private const string Shipped =
        """
        # a comment
        remote_server = collector.example.org
        port = 60
        ##local_port = any
        transport = tcp
        queue_file = /var/spool/audit/remote.log
        mode = immediate
        queue_depth = 10240
        format = managed
        network_retry_time = 1
        max_tries_per_record = 3
        max_time_per_record = 5
        heartbeat_timeout = 0

        network_failure_action = stop
        disk_low_action = ignore
        disk_full_action = warn_once
        disk_error_action = warn_once
        remote_ending_action = reconnect
        generic_error_action = syslog
        generic_warning_action = syslog
        queue_error_action = stop
        overflow_action = syslog
        startup_failure_action = warn_once_continue

        ##krb5_principal =
        ##krb5_client_name = auditd
        ##krb5_key_file = /etc/audit/audisp-remote.key
        """;

    [Fact]
    public void The_shipped_file_is_taken_and_says_what_the_defaults_are()
    {
        var config = Accept(Shipped);
        Assert.Equal(["collector.example.org"], config.Servers);
        Assert.Equal(new RemoteConfig { Servers = config.Servers, QueueDepth = 10240 }, config);
        Assert.Equal(2048, Accept("remote_server = a").QueueDepth);
        Assert.Equal(0, config.LocalPort);
    }

    [Fact]
    public void The_file_of_our_packaging_wants_nothing_but_a_server()
    {
        var text = File.ReadAllText(Path.Combine(TestFiles.Root, "packaging/audisp-remote.conf"));
        Assert.Contains("remote_server is not set", Refuse(text), StringComparison.Ordinal);
        var config = Accept(text + "\nremote_server = a\n");
        Assert.Equal(new RemoteConfig { Servers = config.Servers, QueueDepth = 10240 }, config);
    }

    [Fact]
    public void Several_servers_stand_with_commas()
    {
        Assert.Equal(["a", "10.0.0.1", "::1"], Accept("remote_server = a,10.0.0.1,::1").Servers);
        Assert.Contains("empty host", Refuse("remote_server = a,,b"), StringComparison.Ordinal);
        Assert.Contains("more than 16", Refuse("remote_server = " + string.Join(',', Enumerable.Range(0, 17))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("remote_server =", "t.conf(1,1): Wrong number of arguments for line 1 in t.conf")]
    [InlineData("port = 65536", "Error - converted number (65536) is too large - line 1 — a number from 0 to 65535")]
    [InlineData("port = x", "Value x should only be numbers - line 1")]
    [InlineData("local_port = some", "Value some should only be numbers - line 1")]
    [InlineData("queue_depth = 0", "is too small - line 1")]
    [InlineData("queue_depth = 2147483648", "is too large - line 1")]
    [InlineData("network_retry_time = 0", "is too small - line 1")]
    [InlineData("max_tries_per_record = 0", "is too small - line 1")]
    [InlineData("max_time_per_record = 0", "is too small - line 1")]
    [InlineData("heartbeat_timeout = -1", "should only be numbers - line 1")]
    [InlineData("queue_file = remote.log", "Value remote.log should be an absolute path - line 1")]
    [InlineData("mode = later", "Option later not found - line 1 — one of immediate, forward")]
    [InlineData("format = json", "Option json not found - line 1")]
    [InlineData("transport = udp", "Option udp not found - line 1 — one of tcp, tls, krb5")]
    [InlineData("transport = krb5", "GSSAPI support is not built in - line 1 — transport = tls")]
    [InlineData("enable_krb5 = yes", "GSSAPI support is not built in - line 1")]
    [InlineData("disk_low_action = reconnect", "Option reconnect not found - line 1")]
    [InlineData("startup_failure_action = stop", "startup_failure_action has invalid option stop - line 1")]
    [InlineData("overflow_action = stop", "Option stop not found - line 1 — one of ignore, syslog, suspend, single, halt")]
    [InlineData("disk_full_action = exec", "Action exec requires a program - line 1")]
    [InlineData("disk_full_action = exec /sbin/loose", "/sbin/loose permissions should be 0750 - line 1")]
    [InlineData("disk_full_action = exec /sbin/theirs", "/sbin/theirs is not owned by root - line 1")]
    [InlineData("disk_full_action = exec /sbin/none", "Unable to open /sbin/none - line 1")]
    [InlineData("disk_full_action = exec helper", "helper should be an absolute path - line 1")]
    [InlineData("disk_full_action = ignore /sbin/helper", "has invalid option \"/sbin/helper\"")]
    [InlineData("tls_psk_identity = ä", "tls_psk_identity is not legal - line 1")]
    [InlineData("ports = 60", "Unknown keyword \"ports\" in line 1 of t.conf")]
    public void What_is_wrong_is_told_with_its_place(string line, string told) => Assert.Contains(told, Refuse(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("mode = forward\nformat = ascii", "mode forward requires format managed")]
    [InlineData("transport = tls", "requires tls_psk_file")]
    [InlineData("transport = tls\ntls_psk_file = /etc/audit/psk", "requires tls_psk_identity")]
    [InlineData("transport = tls\nformat = ascii", "requires format managed")]
    public void What_does_not_fit_together_is_refused(string lines, string told) =>
        Assert.Contains(told, Refuse("remote_server = a\n" + lines), StringComparison.Ordinal);

    [Fact]
    public void All_keys_are_taken_in_any_case()
    {
        var config = Accept(
            """
            REMOTE_SERVER = a
            local_port = 61
            transport = TLS
            mode = FORWARD
            queue_file = /q
            heartbeat_timeout = 20
            tls_psk_file = /k
            tls_psk_identity = web-1
            tls_cipher_suites = TLS_AES_128_GCM_SHA256
            tls_key_exchange = X25519
            tls_auth = psk
            tls_crypto_profile = system
            network_failure_action = exec /sbin/helper
            remote_ending_action = WARN_ONCE
            krb5_principal = auditd
            krb5_client_name = auditd
            krb5_key_file = /etc/key
            enable_krb5 = no
            """);
        Assert.Equal((61, true, "/q", 20, NetworkTransport.Tls), (config.LocalPort, config.Forwards, config.QueueFile, config.HeartbeatSeconds, config.Transport));
        Assert.Equal(("/k", "web-1", "system"), (config.PskFile, config.PskIdentity, config.CryptoProfile));
        Assert.Equal(new FailureSetting(FailureAction.Exec, "/sbin/helper"), config.NetworkFailure);
        Assert.Equal(FailureAction.WarnOnce, config.RemoteEnding.Action);
    }

    [Fact]
    public void Hostile_bytes_are_refused_not_thrown_at()
    {
        var random = new Random(17);
        var text = Encoding.ASCII.GetBytes(Shipped);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = text.AsSpan().ToArray();
            for (var i = random.Next(1, 30); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var result = RemoteConfigReader.Read(bytes, "t.conf", new FixedConfigHost());
            Assert.Equal(result.Value is null, result.Diagnostics.Any(static d => d.IsError));
        }
    }

    private static RemoteConfig Accept(string text)
    {
        var result = RemoteConfigReader.Read(Encoding.UTF8.GetBytes(text), "t.conf", new FixedConfigHost());
        Assert.Empty(result.Diagnostics);
        return result.Value!;
    }

    private static string Refuse(string text)
    {
        var result = RemoteConfigReader.Read(Encoding.UTF8.GetBytes(text), "t.conf", new FixedConfigHost());
        Assert.Null(result.Value);
        return string.Join('\n', result.Diagnostics);
    }
}
