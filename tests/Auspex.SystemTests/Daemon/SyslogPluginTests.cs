using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>audisp-syslog, started as the daemon starts it.</summary>
public sealed class SyslogPluginTests
{
    private const string Records =
        "type=SYSCALL msg=audit(1700000000.123:456): arch=c000003e syscall=59 success=yes exit=0 a0=55d a1=7f items=2 ppid=1 pid=2 auid=4294967295 uid=0 gid=0 tty=(none) ses=4294967295 comm=\"ls\" exe=\"/usr/bin/ls\" key=66696C6573016D6F7265\u001dARCH=x86_64 SYSCALL=execve AUID=\"unset\" UID=\"root\" GID=\"root\"\n"
        + "node=host1 type=PATH msg=audit(1700000000.123:456): item=0 name=2F746D702F61206220 inode=12 dev=fd:00 mode=0100644 ouid=0 ogid=0 nametype=NORMAL\n"
        + "type=SOCKADDR msg=audit(1700000000.123:457): saddr=020000357F0000010000000000000000\n"
        + "type=SOCKADDR msg=audit(1700000000.123:458): saddr=01002F72756E2F78\n"
        + "type=SOCKADDR msg=audit(1700000000.123:458): saddr=0A00005000000000000000000000000000000000000000010000000000\n"
        + "type=CWD msg=audit(1700000000.123:459): cwd=\"/root\"\n"
        + "type=PATH msg=audit(1700000000.123:459): item=0 name=\"x\" inode=12 nametype=NORMAL\n"
        + "type=EOE msg=audit(1700000000.123:456): \n"
        + "type=USER_LOGIN msg=audit(1700000000.200:460): pid=5 uid=0 auid=0 ses=1 msg='op=login acct=\"root\" exe=\"/usr/sbin/sshd\" hostname=? addr=1.2.3.4 terminal=ssh res=success'\u001dUID=\"root\" AUID=\"root\"\n"
        + "type=AVC msg=audit(1700000000.200:461): avc:  denied  { read write } for  pid=1 comm=\"a\" scontext=u:r:t:s0 tcontext=u:r:t2:s0 tclass=file permissive=0\n"
        + "no record\n"
        + "type=SYSCALL msg=audit(1700000000.123:456): arch=c000003e syscall=2 success=no exit=-13 a0=0 a1=241 a2=1b6 key=(null)\n"
        + "type=PROCTITLE msg=audit(1700000000.123:456): proctitle=6C73002D6C\n"
        + "type=EXECVE msg=audit(1700000000.123:456): argc=2 a0=\"ls\" a1=2D6C2061\n";

    private const string First = "type=CWD msg=audit(1700000000.123:459): cwd=\"/root\"";
    private const string Stamp = "<14>1 2023-11-14T22:13:20.123Z ";

    [Theory]
    [InlineData("")]
    [InlineData("interpret")]
    [InlineData("LOG_ERR LOG_LOCAL3")]
    [InlineData("log_debug interpret LOG_AUTHPRIV")]
    public void It_says_what_Debians_says(string words)
    {
        using var theirs = PluginRun.StartDebian("audisp-syslog", Split(words));
        var expected = Say(theirs);
        using var ours = PluginRun.Start("audisp-syslog", Split(words));
        Assert.Equal(expected, Say(ours));
    }

    [Fact]
    public void What_Debians_refuses_it_refuses()
    {
        using var theirs = PluginRun.StartDebian("audisp-syslog", "LOG_WHAT");
        using var ours = PluginRun.Start("audisp-syslog", "LOG_WHAT");
        Assert.Equal(theirs.WaitForEnd(), ours.WaitForEnd());
        Assert.Equal(theirs.Texts, ours.Texts);
    }

    [Fact]
    public void Over_udp_each_message_is_a_datagram()
    {
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        receiver.Client.ReceiveTimeout = 20_000;
        using var run = PluginRun.Start("audisp-syslog", "rfc5424", $"udp://127.0.0.1:{((IPEndPoint)receiver.Client.LocalEndPoint!).Port}");
        run.Write(First + "\nnode=web " + First + "\n");
        IPEndPoint? from = null;
        var host = Dns.GetHostName();
        Assert.Equal($"{Stamp}{host} audispd - CWD [meta sequenceId=\"1\"] {First}", Encoding.UTF8.GetString(receiver.Receive(ref from)));
        Assert.Equal($"{Stamp}web audispd - CWD [meta sequenceId=\"2\"] node=web {First}", Encoding.UTF8.GetString(receiver.Receive(ref from)));
        run.EndInput();
        Assert.Equal(0, run.WaitForEnd());
    }

    [Fact]
    public void Over_tcp_it_comes_back_and_what_found_no_room_is_told()
    {
        var port = FreePort();
        using var run = PluginRun.Start("audisp-syslog", "rfc5424", $"tcp://127.0.0.1:{port}", "interpret");
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("type=CWD msg=audit(1700000000.123:459): cwd=\"/" + new string('x', 3000) + "\"\n", 100)));
        for (var i = 0; i < 100; i++) run.Write(block); // 30 MB, of which 16 MiB wait
        run.WaitUntil(() => run.Texts.Any(t => t.Contains($"Cannot reach tcp://127.0.0.1:{port}", StringComparison.Ordinal)), "the notice");
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        using var client = listener.AcceptTcpClient();
        var stream = client.GetStream();
        stream.ReadTimeout = 20_000;
        var notice = ReadMessage(stream);
        Assert.Matches("^<12>1 .* audispd - - \\[meta sequenceId=\"1\"\\] [0-9]+ records were dropped while tcp://127.0.0.1:[0-9]+ took none$", notice);
        var dropped = int.Parse(notice[(notice.IndexOf("] ", StringComparison.Ordinal) + 2)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < 10_000 - dropped; i++) Assert.Contains("type=CWD msg=audit(11/14/23 22:13:20) : cwd=/xxx", ReadMessage(stream), StringComparison.Ordinal);
        client.Close();
        Thread.Sleep(200);
        run.Write(First + "\n");
        using var again = listener.AcceptTcpClient();
        again.ReceiveTimeout = 20_000;
        Assert.EndsWith("cwd=/root ", ReadMessage(again.GetStream()), StringComparison.Ordinal);
        run.EndInput();
        Assert.Equal(0, run.WaitForEnd());
        listener.Dispose();
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("elsewhere.example", false)]
    public void Over_tls_the_receivers_name_is_verified(string name, bool isTaken)
    {
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var authorities = folder.Write("ca.pem", certificate.ExportCertificatePem());
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var run = PluginRun.Start("audisp-syslog", "rfc5424", $"tls://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}", $"ca={authorities}");
        run.Write(First + "\n");
        using var client = listener.AcceptTcpClient();
        using var secure = new SslStream(client.GetStream());
        if (!isTaken)
        {
            try
            {
                secure.AuthenticateAsServer(certificate);
                Assert.Equal(0, secure.ReadByte() < 0 ? 0 : 1);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // it told us that it does not trust us
            }

            run.WaitUntil(() => run.Texts.Any(static t => t.Contains("Cannot reach tls://localhost", StringComparison.Ordinal)), "the refusal");
            return;
        }

        secure.AuthenticateAsServer(certificate);
        Assert.EndsWith(First, ReadMessage(secure), StringComparison.Ordinal);
        listener.Dispose();
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    public void Rsyslog_takes_its_messages(string transport)
    {
        var root = DebianTools.Root;
        var program = $"{root}/usr/sbin/rsyslogd";
        Assert.SkipUnless(File.Exists(program), $"SKIPPED: no {program}: tools/oracle.sh fetches it");
        using var folder = new TemporaryFolder();
        var port = FreePort();
        var config = folder.Write("rsyslog.conf", $$"""
            module(load="im{{transport}}")
            input(type="im{{transport}}" address="127.0.0.1" port="{{port}}")
            template(name="t" type="string" string="%pri%|%timereported:::date-rfc3339%|%hostname%|%app-name%|%procid%|%msgid%|%structured-data%|%msg%\n")
            action(type="omfile" file="{{folder.PathOf("out")}}" template="t")
            """);
        string[] words =
        [
            $"LD_LIBRARY_PATH={root}/usr/lib/x86_64-linux-gnu", "TZ=UTC", program, "-n", "-C", "-f", config, "-i", folder.PathOf("pid"),
            "-M", $"{root}/usr/lib/x86_64-linux-gnu/rsyslog",
        ];
        using var rsyslog = RunningProgram.Start("/usr/bin/env", words);
        rsyslog.WaitUntil(() => File.Exists(folder.PathOf("pid")), "rsyslog");
        Thread.Sleep(500);
        using var run = PluginRun.Start("audisp-syslog", "LOG_LOCAL5", "LOG_NOTICE", "rfc5424", $"{transport}://127.0.0.1:{port}");
        run.Write("node=web " + First + "\n" + First + " with \u001dA=\"b\"\n");
        rsyslog.WaitUntil(() => File.Exists(folder.PathOf("out")) && File.ReadAllLines(folder.PathOf("out")).Length == 2, "both messages");
        var lines = File.ReadAllLines(folder.PathOf("out"));
        Assert.Equal($"173|2023-11-14T22:13:20.123+00:00|web|audispd|-|CWD|[meta sequenceId=\"1\"]|node=web {First}", Normal(lines[0]));
        Assert.Equal($"173|2023-11-14T22:13:20.123+00:00|{Dns.GetHostName()}|audispd|-|CWD|[meta sequenceId=\"2\"]|{First} with  A=\"b\"", Normal(lines[1]));
        _ = rsyslog.EndByTerminate();
    }

    /// <summary>rsyslog may show UTC as Z, and keeps the space before the text.</summary>
    private static string Normal(string line) => line.Replace("123Z|", "123+00:00|", StringComparison.Ordinal).Replace("]| ", "]|", StringComparison.Ordinal);

    private static string[] Say(PluginRun run)
    {
        run.Write(Records);
        run.WaitUntil(() => run.Texts.Any(static t => t.Contains("type=EXECVE", StringComparison.Ordinal)), "the last record");
        run.EndInput();
        Assert.Equal(0, run.WaitForEnd());
        return run.Texts;
    }

    private static string ReadMessage(Stream stream)
    {
        var length = 0;
        for (int c; (c = stream.ReadByte()) != ' '; length = (length * 10) + c - '0') Assert.InRange(c, '0', '9');
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
