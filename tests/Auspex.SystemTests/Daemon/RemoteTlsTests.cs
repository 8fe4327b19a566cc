using System.Globalization;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>audisp-remote and our own collector with a key that both hold.</summary>
[Collection(KernelCollection.Name)]
public sealed class RemoteTlsTests
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    [Fact]
    public void Records_go_through_TLS_and_only_with_the_key()
    {
        const int records = 2000;
        using var kernel = KernelLock.Acquire();
        using var place = new RemotePlace();
        var port = RemotePlace.FreePort();
        WriteKey(place, "psk", Key);
        WriteKey(place, "other", Key.Replace('0', 'f'));
        place.Write("auditd.conf", string.Create(
            CultureInfo.InvariantCulture,
            $"local_events = no\nlog_file = {place.Log}\nspace_left = 2\nadmin_space_left = 1\nplugin_dir = {place.PathOf("plugins.d")}\nuse_libwrap = no\n"
            + $"tcp_listen_port = {port}\ntcp_max_per_addr = 10\ntransport = tls\ntls_psk_file = {place.PathOf("psk")}\ntls_psk_identity = web-1\n"));
        Directory.CreateDirectory(place.PathOf("plugins.d"));
        using var collector = RunningProgram.Start(AuspexProgram.Path, ["auditd", "-n", "-s", "nochange", "-c", Path.GetDirectoryName(place.Log)!]);
        collector.WaitUntil(() => RemotePlace.Listens(port), "a collector that listens");

        using (var stranger = new RemotePlugin(place.Configure(port, Tls(place, "other", "web-1"))))
        {
            stranger.Write(1, 1);
            Assert.Equal(1, stranger.End());
        }

        using (var stranger = new RemotePlugin(place.Configure(port, Tls(place, "psk", "web-2"))))
        {
            stranger.Write(1, 1);
            Assert.Equal(1, stranger.End());
        }

        Assert.Empty(place.Logged());
        using (var plugin = new RemotePlugin(place.Configure(port, Tls(place, "psk", "web-1"))))
        {
            plugin.Write(1, records);
            Assert.Equal(0, plugin.End());
        }

        Assert.Equal(0, collector.EndByTerminate().ExitCode);
        Assert.Equal(Enumerable.Range(1, records), place.Logged());
        kernel.AssertAsBefore();
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        using var place = new RemotePlace();
        place.Write("psk", Key);
        using var plugin = new RemotePlugin(place.Configure(1, Tls(place, "psk", "web-1")));
        Assert.Equal(6, plugin.WaitForEnd());
    }

    private static string Tls(RemotePlace place, string key, string identity) =>
        $"transport = tls\ntls_psk_file = {place.PathOf(key)}\ntls_psk_identity = {identity}\nmax_time_per_record = 2\n";

    private static void WriteKey(RemotePlace place, string name, string key)
    {
        place.Write(name, key + "\n");
        File.SetUnixFileMode(place.PathOf(name), UnixFileMode.UserRead);
    }
}
