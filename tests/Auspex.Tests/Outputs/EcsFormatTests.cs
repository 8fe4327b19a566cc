using System.Text;
using System.Text.Json;
using Auspex.Outputs.SearchFormats;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Normalization;

namespace Auspex.Tests.Outputs;

/// <summary>The Elastic Common Schema. Source: ECS 8.11 field reference; docs/ecs.md.</summary>
public sealed class EcsFormatTests
{
    private readonly EcsFormat format = new(new FixedNames(), new FixedIds());

    [Fact]
    public void An_exec_tells_who_ran_what()
    {
        using var json = Write(
            "SYSCALL arch=c000003e syscall=59 success=yes exit=0 ppid=10 pid=11 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 ses=3 tty=pts0 comm=\"cat\" exe=\"/usr/bin/cat\" key=\"exec\"",
            "EXECVE argc=3 a0=\"cat\" a1=2D2D a2=\"x y\"",
            "CWD cwd=\"/root\"",
            "PATH item=0 name=\"/usr/bin/cat\" inode=99 dev=08:01 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL",
            "PROCTITLE proctitle=636174002D2D00782079");
        var root = json.RootElement;
        Assert.Equal("2023-11-14T22:13:20.100Z", root.GetProperty("@timestamp").GetString());
        Assert.Equal("8.11.0", Text(root, "ecs.version"));
        Assert.Equal("executed", Text(root, "event.action"));
        Assert.Equal("success", Text(root, "event.outcome"));
        Assert.Equal("[\"process\"]", At(root, "event.category").GetRawText());
        Assert.Equal("[\"start\"]", At(root, "event.type").GetRawText());
        Assert.Equal(7, At(root, "event.sequence").GetInt64());
        Assert.Equal("0", Text(root, "user.id"));
        Assert.Equal("1000", Text(root, "user.audit.id"));
        Assert.Equal(11, At(root, "process.pid").GetInt32());
        Assert.Equal(10, At(root, "process.parent.pid").GetInt32());
        Assert.Equal("[\"cat\",\"--\",\"x y\"]", At(root, "process.args").GetRawText());
        Assert.Equal("cat -- x y", Text(root, "process.command_line"));
        Assert.Equal("/root", Text(root, "process.working_directory"));
        Assert.Equal("/usr/bin/cat", Text(root, "file.path"));
        Assert.Equal("0755", Text(root, "file.mode"));
        Assert.Equal("[\"exec\"]", At(root, "tags").GetRawText());
        Assert.Equal("SYSCALL", Text(root, "auditd.message_type"));
        Assert.Equal(3, At(root, "auditd.session").GetInt32());
    }

    [Fact]
    public void A_connection_has_a_destination()
    {
        using var json = Write(
            "SYSCALL arch=c000003e syscall=42 success=no exit=-115 pid=11 ppid=1 auid=4294967295 uid=0 ses=4294967295 comm=\"x\" exe=\"/x\" key=(null)",
            "SOCKADDR saddr=02000050A9FEA9FE0000000000000000");
        var root = json.RootElement;
        Assert.Equal("169.254.169.254", Text(root, "destination.ip"));
        Assert.Equal(80, At(root, "destination.port").GetInt32());
        Assert.Equal("failure", Text(root, "event.outcome"));
        Assert.False(At(root, "user").TryGetProperty("audit", out _)); // unset is nobody
        Assert.False(root.TryGetProperty("tags", out _));
    }

    [Fact]
    public void A_login_tells_whence()
    {
        using var json = Write("USER_LOGIN pid=9 uid=0 auid=1000 ses=5 msg='op=login id=1000 exe=\"/usr/sbin/sshd\" hostname=h addr=192.0.2.7 terminal=ssh res=success'");
        var root = json.RootElement;
        Assert.Equal("192.0.2.7", Text(root, "source.ip"));
        Assert.Equal("[\"authentication\",\"session\"]", At(root, "event.category").GetRawText());
        Assert.Equal("success", Text(root, "event.outcome"));
    }

    /// <summary>Whatever the bytes, each event is one line of JSON.</summary>
    [Fact]
    public void Mutated_records_stay_json()
    {
        const string log =
            "type=SYSCALL msg=audit(1700000000.100:7): arch=c000003e syscall=59 success=yes exit=0 pid=11 uid=0 comm=\"cat\" exe=\"/usr/bin/cat\" key=\"exec\"\n"
            + "type=EXECVE msg=audit(1700000000.100:7): argc=2 a0=\"cat\" a1[0]=2D2D a1[1]=41\n"
            + "type=PATH msg=audit(1700000000.100:7): item=0 name=\"/usr/bin/cat\" inode=99 mode=0100755 ouid=0 ogid=0 nametype=NORMAL\n"
            + "type=SOCKADDR msg=audit(1700000000.100:7): saddr=02000050A9FEA9FE0000000000000000\n"
            + "type=USER_LOGIN msg=audit(1700000000.200:8): pid=9 uid=0 msg='op=login acct=\"root\" addr=192.0.2.7 res=success'\n";
        var random = new Random(3);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = Encoding.ASCII.GetBytes(log);
            for (var i = random.Next(1, 12); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            foreach (var line in EventFormats.Write(format, bytes).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using var json = JsonDocument.Parse(line);
                Assert.True(json.RootElement.TryGetProperty("auditd", out _));
            }
        }
    }

    private JsonDocument Write(params string[] records) => JsonDocument.Parse(EventFormats.Write(format, records));

    private static string? Text(JsonElement root, string path) => At(root, path).GetString();

    private static JsonElement At(JsonElement root, string path)
    {
        foreach (var part in path.Split('.')) root = root.GetProperty(part);
        return root;
    }
}
