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

    [Theory]
    [InlineData("argc=4 a0=\"prog\" a1=\"one\" a2_len=6 a2[0]=4142|a2[1]=43 a3=\"end\"", "[\"prog\",\"one\",\"ABC\",\"end\"]", 4, "prog one ABC end", null)]
    [InlineData("a2[1]=43 a3=\"end\"|argc=4 a0=\"prog\" a1=\"one\" a2_len=6 a2[0]=4142", "[\"prog\",\"one\",\"ABC\",\"end\"]", 4, "prog one ABC end", null)]
    [InlineData("argc=4 a0=\"prog\" a1=\"one\" a2_len=3 a2[0]=4142|a2[1]=43 a3=\"end\"", "[\"prog\",\"one\",\"ABC\",\"end\"]", 4, "prog one ABC end", null)]
    [InlineData("argc=5 a0=\"a\" a1=\"b\"|a4=\"e\"", "[\"a\",\"b\",\"e\"]", 5, "a b … e", "[\"a2-a3\"]")]
    [InlineData("argc=3 a0=\"a\"", "[\"a\"]", 3, "a …", "[\"a1-a2\"]")]
    [InlineData("a2=\"c\"", "[\"c\"]", 3, "… c …", "[\"a0-a1\",\"a3-\"]")]
    [InlineData("argc=2 a0=\"a\" a1_len=5 a1[0]=3031|a1[2]=3334", "[\"a\",\"01…34\"]", 2, "a 01…34", "[\"a1[1]\"]")]
    [InlineData("argc=2 a0=\"a\" a1_len=5 a1[0]=3031", "[\"a\",\"01…\"]", 2, "a 01…", "[\"a1[1]\"]")]
    [InlineData("argc=2 a0=\"a\"|a1[1]=3334", "[\"a\",\"…34\"]", 2, "a …34", "[\"a1[0]\"]")]
    [InlineData("argc=1 a0_len=5", "[\"…\"]", 1, "…", "[\"a0[0]\"]")]
    [InlineData("argc=2147483647 a0=\"a\"", "[\"a\"]", 2147483647, "a …", "[\"a1-a2147483646\"]")]
    public void Arguments_go_by_their_numbers_and_what_is_missing_is_told(string records, string args, int count, string line, string? missing)
    {
        using var json = Write([Call(59), .. records.Split('|').Select(r => "EXECVE " + r)]);
        var root = json.RootElement;
        Assert.Equal(args, At(root, "process.args").GetRawText());
        Assert.Equal(count, At(root, "process.args_count").GetInt32());
        Assert.Equal(line, Text(root, "process.command_line"));
        Assert.Equal(missing is not null, At(root, "auditd.data").TryGetProperty("argv_cut", out _));
        if (missing is not null) Assert.Equal(missing, At(root, "auditd.data.argv_missing").GetRawText());
    }

    [Fact]
    public void The_executed_file_is_item_0_whatever_the_order_of_the_lines()
    {
        using var json = Write(
            "PATH item=1 name=\"/lib/ld.so\" inode=2 mode=0100755 ouid=0 ogid=0 nametype=NORMAL",
            "PATH item=0 name=\"/usr/bin/ls\" inode=1 mode=0100755 ouid=0 ogid=0 nametype=NORMAL", Call(59));
        Assert.Equal("/usr/bin/ls", Text(json.RootElement, "file.path"));
        Assert.Equal("1", Text(json.RootElement, "file.inode"));
    }

    [Fact]
    public void What_SELinux_denied_is_told()
    {
        using var json = Write(
            "AVC avc:  denied  { write open } for  pid=18 comm=\"httpd\" path=\"/var/www/data.lock\" dev=\"xvda1\" ino=1138 scontext=u:r:httpd_t:s0 tcontext=u:object_r:x_t:s0 tclass=file permissive=0");
        var root = json.RootElement;
        Assert.Equal("/var/www/data.lock", Text(root, "file.path"));
        Assert.Equal("1138", Text(root, "file.inode"));
        Assert.Equal("xvda1", Text(root, "file.device"));
        Assert.Equal("[\"info\",\"denied\"]", At(root, "event.type").GetRawText());
        Assert.Equal("failure", Text(root, "event.outcome"));
        Assert.Equal("write open", Text(root, "auditd.data.seperms"));
        Assert.Equal("denied", Text(root, "auditd.data.seresult"));
        Assert.Equal("u:r:httpd_t:s0", Text(root, "auditd.data.scontext"));
        Assert.Equal("u:object_r:x_t:s0", Text(root, "auditd.data.tcontext"));
        Assert.Equal("file", Text(root, "auditd.data.tclass"));
    }

    [Fact]
    public void What_AppArmor_denied_is_told()
    {
        using var json = Write(
            "AVC apparmor=\"DENIED\" operation=\"exec\" class=\"file\" info=\"no new privs\" error=-1 profile=\"snap.x\" name=\"/bin/bash\" pid=46 comm=\"x\" requested_mask=\"x\" denied_mask=\"x\" fsuid=1000 ouid=0 target=\"snap.x//child\"");
        var root = json.RootElement;
        Assert.Equal("/bin/bash", Text(root, "file.path"));
        Assert.Equal("[\"intrusion_detection\"]", At(root, "event.category").GetRawText());
        Assert.Equal("[\"info\",\"denied\"]", At(root, "event.type").GetRawText());
        Assert.Equal("x", Text(root, "auditd.data.denied_mask"));
        Assert.Equal("snap.x", Text(root, "auditd.data.profile"));
        Assert.Equal("snap.x//child", Text(root, "auditd.data.target"));
        Assert.Equal("no new privs", Text(root, "auditd.data.info"));
    }

    [Fact]
    public void What_Landlock_denied_has_a_destination()
    {
        using var json = Write("LANDLOCK_ACCESS domain=1266faef9 blockers=net.connect_tcp daddr=192.0.2.110 dest=80");
        var root = json.RootElement;
        Assert.Equal("192.0.2.110", Text(root, "destination.ip"));
        Assert.Equal(80, At(root, "destination.port").GetInt32());
        Assert.Equal("failure", Text(root, "event.outcome"));
        Assert.Equal("[\"info\",\"denied\"]", At(root, "event.type").GetRawText());
        Assert.Equal("net.connect_tcp", Text(root, "auditd.data.blockers"));
    }

    [Fact]
    public void Data_comes_from_whichever_record_has_it()
    {
        using var json = Write("TIME_ADJNTPVAL op=status old=8257 new=64", Call(305));
        Assert.Equal("status", Text(json.RootElement, "auditd.data.op"));
        Assert.Equal("64", Text(json.RootElement, "auditd.data.new"));
        Assert.Equal("clock_adjtime", Text(json.RootElement, "auditd.data.syscall"));
    }

    [Theory]
    [InlineData("ADD_USER", "op=adding user id=1 exe=\"/u\" res=success", "user.target", "1", "daemon", "user", "creation")]
    [InlineData("DEL_USER", "op=deleting user acct=\"bob\" id=1004 exe=\"/u\" res=success", "user.target", "1004", "bob", "user", "deletion")]
    [InlineData("ADD_GROUP", "op=adding group id=12 exe=\"/g\" res=success", "group", "12", "man", "group", "creation")]
    [InlineData("DEL_GROUP", "op=delete-group grp=\"devs\" id=4001 exe=\"/g\" res=success", "group", "4001", "devs", "group", "deletion")]
    public void The_account_that_changes_is_told(string type, string message, string path, string id, string name, string what, string how)
    {
        using var json = Write($"{type} pid=29 uid=0 auid=1000 ses=14 msg='{message}'");
        var root = json.RootElement;
        Assert.Equal(id, Text(root, path + ".id"));
        Assert.Equal(name, Text(root, path + ".name"));
        Assert.Equal($"[\"{what}\",\"{how}\"]", At(root, "event.type").GetRawText());
    }

    [Fact]
    public void A_word_is_a_name_and_no_id()
    {
        using var json = Write("USER_LOGIN pid=1298 uid=root auid=vagrant ses=1 msg='op=login id=vagrant exe=/usr/sbin/sshd addr=192.0.2.2 res=success'");
        Assert.Equal("{\"name\":\"root\",\"audit\":{\"name\":\"vagrant\"}}", At(json.RootElement, "user").GetRawText());
    }

    [Theory]
    [InlineData("addr=192.0.2.7", "ip", "192.0.2.7")]
    [InlineData("addr=2001:db8::7", "ip", "2001:db8::7")]
    [InlineData("addr=fe80::7%eth0", "ip", "fe80::7")]
    [InlineData("addr=gateway", "address", "gateway")]
    [InlineData("addr=1", "address", "1")]
    [InlineData("addr=1.2.3", "address", "1.2.3")]
    [InlineData("addr=1.2.3.400", "address", "1.2.3.400")]
    [InlineData("(hostname=?, addr=192.0.2.7, terminal=cron res=success)", "ip", "192.0.2.7")]
    [InlineData("(hostname=?, addr=?, terminal=cron res=success)", null, null)]
    public void An_ip_is_an_address(string field, string? member, string? value)
    {
        using var json = Write($"USER_START user pid=1 uid=0 auid=0 msg='PAM: session open acct=root : exe=\"/c\" {field}'");
        Assert.Equal(member is not null, json.RootElement.TryGetProperty("source", out var source));
        if (member is not null) Assert.Equal($"{{\"{member}\":\"{value}\"}}", source.GetRawText());
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

    private static string Call(int number) =>
        $"SYSCALL arch=c000003e syscall={number} success=yes exit=0 ppid=1 pid=2 auid=0 uid=0 gid=0 tty=pts0 ses=1 comm=\"x\" exe=\"/x\" key=(null)";

    private JsonDocument Write(params string[] records) => JsonDocument.Parse(EventFormats.Write(format, records));

    private static string? Text(JsonElement root, string path) => At(root, path).GetString();

    private static JsonElement At(JsonElement root, string path)
    {
        foreach (var part in path.Split('.')) root = root.GetProperty(part);
        return root;
    }
}
