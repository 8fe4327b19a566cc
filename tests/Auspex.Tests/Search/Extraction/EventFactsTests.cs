using Auspex.Search.Extraction;

namespace Auspex.Tests.Search.Extraction;

/// <summary>What each type of record tells.</summary>
public sealed class EventFactsTests
{
    private const string Call =
        "arch=c000003e syscall=257 success=no exit=-13 a0=ffffff9c a1=7f a2=0 items=1 ppid=900 pid=1234 auid=4000 uid=0 gid=1 euid=2 suid=3 fsuid=4 "
        + "egid=5 sgid=6 fsgid=7 tty=pts0 ses=3 comm=\"cat\" exe=\"/usr/bin/cat\" subj=s_t key=\"access\"";

    private const string CallFacts =
        "success=Failed pid=1234 ppid=900 uid=0 gid=1 euid=2 egid=5 auid=4000 ses=3 syscall=257 arch=c000003e exit=-13 args=ffffff9c,7f tty=pts0 "
        + "exe=/usr/bin/cat comm=cat key=access subj=s_t";

    [Theory]
    [InlineData("SYSCALL", Call, CallFacts)]
    [InlineData("URINGOP", "uring_op=18 success=yes exit=5 ppid=9 pid=13 uid=0 gid=0 subj=u key=\"k\"", "success=Success pid=13 ppid=9 uid=0 gid=0 syscall=18 exit=5 key=k subj=u")]
    [InlineData("SYSCALL", "syscall=1 pid=5", "pid=5 syscall=1")]
    [InlineData("CWD", "cwd=2F612062", "cwd=/a b")]
    [InlineData("PATH", "item=0 name=(null) inode=1 obj=o_t nametype=UNKNOWN", "file=(null)(UNKNOWN) obj=o_t")]
    [InlineData("PATH", "item=0 name=\"/a\" nametype=NORMAL cap_fp=0", "file=/a(NORMAL)")]
    [InlineData("AVC_PATH", "path=\"/x\"", "file=/x")]
    [InlineData("OBJ_PID", "opid=1 oauid=4000 obj=o_t ocomm=\"sleep\"", "obj=o_t")]
    [InlineData("IPC", "ouid=0 mode=0600 obj=o_t", "obj=o_t")]
    [InlineData("CONFIG_CHANGE", "auid=4000 ses=3 subj=s op=updated_rules path=\"/etc/x\" key=6B206F6E65016B32 list=4 res=0", "success=Failed auid=4000 ses=3 key=k one key=k2 file=/etc/x subj=s")]
    [InlineData("CONFIG_CHANGE", "op=set audit_enabled=1", "success=Success")]
    [InlineData("FEATURE_CHANGE", "ver=1 auid=4000 ses=3 feature=x old=0 new=1 res=1", "success=Success auid=4000 ses=3")]
    [InlineData("DM_CTRL", "module=crypt ppid=2 pid=3 uid=0 comm=\"c\" error_msg='success' res=1", "success=Success pid=3 ppid=2 uid=0 comm=c")]
    [InlineData("TTY", "tty pid=18 uid=7 auid=4000 ses=3 major=136 comm=\"bash\" data=61", "pid=18 uid=7 auid=4000 ses=3 comm=bash")]
    [InlineData("INTEGRITY_DATA", "pid=14 uid=7 auid=4000 ses=3 comm=\"sh\" name=\"/bad\" res=0", "success=Failed pid=14 uid=7 auid=4000 ses=3 comm=sh file=/bad")]
    [InlineData("NETFILTER_PKT", "mark=0x1 saddr=192.0.2.1 daddr=192.0.2.2 obj=p_t", "host=192.0.2.1 obj=p_t")]
    [InlineData("NETFILTER_CFG", "table=f:2 op=x pid=19 subj=s comm=\"nft\"", "pid=19 comm=nft subj=s")]
    [InlineData("SECCOMP", "auid=1 uid=2 gid=3 ses=4 subj=s pid=14 comm=\"c\" exe=\"/c\" sig=31 arch=c000003e syscall=41 code=0x0", "pid=14 uid=2 gid=3 auid=1 ses=4 syscall=41 arch=c000003e exe=/c comm=c subj=s")]
    [InlineData("ANOM_ABEND", "auid=1 uid=2 gid=3 ses=4 pid=14 comm=\"c\" exe=\"/c\" sig=11 res=1", "success=Success pid=14 uid=2 gid=3 auid=1 ses=4 exe=/c comm=c")]
    [InlineData("EXECVE", "argc=1 a0=\"x\" pid=5", "")]
    [InlineData("UNKNOWN[1555]", "pid=5 exe=\"/x\"", "")]
    public void A_record_of_the_kernel_tells(string type, string body, string facts) => Assert.Equal(facts, FactsText.OfRecord(type, body));

    [Theory]
    [InlineData("USER_LOGIN", "pid=1 uid=0 auid=2 ses=3 subj=s msg='op=login id=5 exe=\"/sshd\" hostname=? addr=10.0.0.5 terminal=/dev/pts/0 res=failed'", "success=Failed pid=1 uid=0 auid=2 ses=3 tty=/dev/pts/0 host=10.0.0.5 exe=/sshd subj=s")]
    [InlineData("USER_AUTH", "pid=1 uid=0 auid=2 msg='op=PAM acct=6120 hostname=h addr=10.0.0.5 terminal=ssh res=success'", "success=Success pid=1 uid=0 auid=2 tty=ssh host=h acct=a ")]
    [InlineData("USER_AUTH", "user pid=1 uid=0 auid=4294967295 msg='PAM: auth acct=root : exe=\"/su\" (hostname=h, addr=1.2.3.4, terminal=tty1 res=failed)'", "success=Failed pid=1 uid=0 auid=4294967295 tty=tty1 host=h exe=/su acct=root")]
    [InlineData("USER_ACCT", "user pid=1 uid=0 auid=5 msg='PAM: acct acct=root : exe=\"/su\" (hostname=?, addr=?, terminal=tty1 result=Success)'", "success=Success pid=1 uid=0 auid=5 tty=tty1 host=? exe=/su acct=root")]
    [InlineData("ANOM_LOGIN_FAILURES", "pid=1 uid=0 auid=1 msg='pam uid=4000 hostname=? addr=? res=success'", "success=Success pid=1 uid=4000 auid=1 host=?")]
    [InlineData("USER_CMD", "pid=1 uid=2 auid=2 ses=3 msg='cwd=\"/home/a\" cmd=636174 terminal=pts/0 res=success'", "success=Success pid=1 uid=2 auid=2 ses=3 tty=pts/0 cwd=/home/a")]
    [InlineData("ADD_GROUP", "pid=1 uid=0 auid=1 msg='op=add id=4006 res=success'\u001dUID=\"root\" AUID=\"daemon\" ID=\"gg\"", "success=Success pid=1 uid=0(root) gid=4006(gg) auid=1(daemon)")]
    [InlineData("ADD_USER", "pid=1 uid=0 auid=1 msg='op=add id=4006 res=success'", "success=Success pid=1 uid=0 auid=1")]
    [InlineData("VIRT_CONTROL", "pid=1 uid=0 auid=1 msg='virt=kvm op=start vm=\"vm 1\" uuid=1-2:x res=success'", "success=Success pid=1 uid=0 auid=1 vm=vm 1 uuid=1-2")]
    [InlineData("VIRT_RESOURCE", "pid=1 msg='resrc=disk vm=\"v\" old-disk=\"?\" new-disk=\"/v.img\" res=success'", "success=Success pid=1 file=/v.img vm=v")]
    [InlineData("VIRT_MACHINE_ID", "pid=1 msg='vm=\"v\" vm-ctx=a:b:c img-ctx=d:e:f res=success'", "success=Success pid=1 subj=a:b:c obj=d:e:f vm=v")]
    [InlineData("DAEMON_START", "op=start ver=3 auid=4294967295 pid=700 uid=0 ses=1 subj=s res=success", "success=Success pid=700 uid=0 auid=4294967295 ses=1 subj=s")]
    [InlineData("DAEMON_ACCEPT", "op=connected addr=10.0.0.9:4711 port=4711 res=success", "success=Success host=10.0.0.9")]
    [InlineData("DAEMON_CLOSE", "addr=2001:db8::1:4711 res=failed", "success=Failed host=2001:db8::1")]
    [InlineData("DAEMON_ERR", "op=x auid=5 pid=6", "")]
    [InlineData("LOGIN", "pid=1 uid=0 subj=s old-auid=4294967295 auid=4000 tty=(none) old-ses=4294967295 ses=3 res=0", "success=Failed pid=1 uid=0 auid=4000 ses=3 subj=s")]
    [InlineData("LOGIN", "login pid=1 uid=0 old auid=4294967295 new auid=500 old ses=4294967295 new ses=7", "success=Success pid=1 uid=0 auid=500 ses=7")]
    public void A_record_of_user_space_tells(string type, string body, string facts) => Assert.Equal(facts.TrimEnd(), FactsText.OfRecord(type, body));

    [Theory]
    [InlineData("AVC", "avc:  denied  { read write } for  pid=14 comm=\"httpd\" name=\"shadow\" ino=7 scontext=a:b:c tcontext=d:e:f tclass=file permissive=0", "success=Failed pid=14 comm=httpd file=shadow subj=a:b:c obj=d:e:f avc=[denied|file|read write|a:b:c|d:e:f]")]
    [InlineData("AVC", "avc:  granted  { load } for  pid=14 path=\"/p\" name=\"n\" scontext=a tcontext=d tclass=sec", "success=Success pid=14 file=/p subj=a obj=d avc=[granted|sec|load|a|d]")]
    [InlineData("USER_AVC", "pid=8 uid=81 auid=5 ses=6 subj=bus msg='avc:  denied  { send_msg } for member=Y scontext=a tcontext=d tclass=dbus exe=\"/d\" sauid=81 hostname=? addr=? terminal=?'", "success=Failed pid=8 uid=81 auid=5 ses=6 tty=? host=? exe=/d subj=bus subj=a obj=d avc=[denied|dbus|send_msg|a|d]")]
    [InlineData("AVC", "apparmor=\"DENIED\" operation=\"open\" class=\"file\" profile=\"/sbin/foo\" name=\"/etc/x\" pid=14 comm=\"foo\" requested_mask=\"rw\" denied_mask=\"r\" fsuid=0", "success=Failed pid=14 comm=foo file=/etc/x subj=/sbin/foo avc=[denied|file|r|/sbin/foo|]")]
    [InlineData("AVC", "apparmor=\"ALLOWED\" operation=\"exec\" profile=\"p\" name=2F612062 pid=14 comm=\"foo\" requested_mask=\"x\"", "success=Success pid=14 comm=foo file=/a b subj=p avc=[granted|exec|x|p|]")]
    [InlineData("USER_AVC", "pid=8 uid=81 auid=5 ses=6 msg='apparmor=\"DENIED\" operation=\"dbus_signal\" path=\"/org/x\" label=\"snap.fox\" exe=\"/d\" hostname=? addr=? terminal=?'", "success=Failed pid=8 uid=81 auid=5 ses=6 tty=? host=? exe=/d file=/org/x subj=snap.fox avc=[denied|dbus_signal||snap.fox|]")]
    [InlineData("AVC", "apparmor=\"HINT\" operation=\"change_hat\" profile=\"p\" pid=14 comm=\"foo\"", "pid=14 comm=foo subj=p avc=[?|change_hat||p|]")]
    [InlineData("APPARMOR_DENIED", "apparmor=\"DENIED\" operation=\"ptrace\" profile=\"p\" pid=14 comm=\"foo\"", "success=Failed pid=14 comm=foo subj=p avc=[denied|ptrace||p|]")]
    public void A_decision_of_a_policy_tells(string type, string body, string facts) => Assert.Equal(facts, FactsText.OfRecord(type, body));

    [Theory]
    [InlineData("020001BB5DB8D8220000000000000000", "host=93.184.216.34")]
    [InlineData("0A0001BB0000000020010DB800000000000000000000000100000000", "host=2001:db8::1")]
    [InlineData("01002F6465762F6C6F6700", "file=/dev/log")]
    [InlineData("0100002F616273", "file=/abs")]
    [InlineData("02000035C0A80001", "")] // docs/differences.md, missing-field: the tools drop the event of such an address
    [InlineData("100000000000000000000000", "")]
    [InlineData("0A0001bb0000000020010DB800000000000000000000000100000000", "")]
    public void A_socket_tells_a_host_or_a_file(string address, string facts) => Assert.Equal(facts, FactsText.OfRecord("SOCKADDR", "saddr=" + address));

    [Fact]
    public void The_system_call_counts_more_than_what_stands_beside_it()
    {
        var log =
            $"""
            type=AVC msg=audit(1700000000.100:1): avc:  denied  {"{ read }"} for  pid=99 comm="thread" name="x" scontext=a tcontext=d tclass=file
            type=SYSCALL msg=audit(1700000000.100:1): {Call.Replace("success=no", "success=yes", StringComparison.Ordinal)}
            type=NETFILTER_CFG msg=audit(1700000000.100:1): table=f pid=77 comm="nft"
            """;
        Assert.Equal(
            CallFacts.Replace("Failed", "Success", StringComparison.Ordinal).Replace("key=access subj=s_t", "key=access file=x subj=a subj=s_t obj=d avc=[denied|file|read|a|d]", StringComparison.Ordinal),
            FactsText.Of(log));
    }

    [Fact]
    public void A_name_that_begins_with_a_dot_stands_behind_the_working_directory_wherever_that_comes()
    {
        const string log =
            """
            type=PATH msg=audit(1700000000.100:1): item=0 name="../bob/secret" nametype=NORMAL
            type=CWD msg=audit(1700000000.100:1): cwd="/home/alice"
            type=CWD msg=audit(1700000000.100:1): cwd="/second"
            type=PATH msg=audit(1700000000.100:1): item=1 name="./d" nametype=PARENT
            type=PATH msg=audit(1700000000.100:1): item=2 name="e" nametype=CREATE
            """;
        Assert.Equal("file=/home/alice/../bob/secret(NORMAL) file=/home/alice/./d(PARENT) file=e(CREATE) cwd=/home/alice", FactsText.Of(log));
    }

    [Fact]
    public void Files_come_in_the_order_of_their_items() // docs/differences.md, item-order
    {
        const string log =
            """
            type=PATH msg=audit(1700000000.100:1): item=2 name="c" nametype=CREATE
            type=SOCKADDR msg=audit(1700000000.100:1): saddr=01002F6465762F6C6F6700
            type=PATH msg=audit(1700000000.100:1): item=1 name="b" nametype=PARENT
            type=PATH msg=audit(1700000000.100:1): item=0 name="a" nametype=NORMAL
            """;
        Assert.Equal("file=a(NORMAL) file=/dev/log file=b(PARENT) file=c(CREATE)", FactsText.Of(log));
    }

    [Fact]
    public void Names_come_from_the_record_that_gave_the_id()
    {
        var log =
            $"type=LOGIN msg=audit(1700000000.100:1): pid=1 uid=9 old-auid=1 auid=4000 ses=3 res=1\u001dUID=\"nine\" OLD-AUID=\"unset\" AUID=\"al\"\n"
            + $"type=SYSCALL msg=audit(1700000000.100:1): arch=c000003e syscall=1 auid=4000 uid=0 gid=0\u001dARCH=x86_64 SYSCALL=write AUID=616C20 UID=\"root\" GID=\"wheel\"\n";
        Assert.Equal("success=Success pid=1 uid=0(root) gid=0(wheel) auid=4000(al ) ses=3 syscall=1(write) arch=c000003e(x86_64)", FactsText.Of(log));
    }

    [Fact]
    public void Of_two_users_in_a_record_the_last_keeps_its_own_name() =>
        Assert.Equal(
            "uid=4000(al) auid=1(daemon)",
            FactsText.OfRecord("ANOM_LOGIN_FAILURES", "uid=0 auid=1 msg='pam uid=4000'\u001dUID=\"root\" AUID=\"daemon\" UID=\"al\""));

    [Theory]
    [InlineData("pid=abc ppid=007 auid=n/a uid=99999999999 exit=-0 arch=0x3e ses=-1 syscall=-5 comm=aBCdEf key=\"\"", "ses=4294967295 comm=aBCdEf")]
    [InlineData("pid= ppid== auid=\"5\" comm exe=\"/open", "exe=/open")]
    [InlineData("success=maybe comm=61620063 exe=(null) key=(null)", "exe=(null) comm=ab key=(null)")]
    [InlineData("key=0161010162016301", "key=a key=b key=c")]
    public void What_makes_no_sense_is_not_there_and_nothing_else_is_lost(string body, string facts) => Assert.Equal(facts, FactsText.OfRecord("SYSCALL", body));

    [Fact]
    public void Only_what_is_wanted_is_found()
    {
        const string log = $"type=SYSCALL msg=audit(1700000000.100:1): {Call}\ntype=PATH msg=audit(1700000000.100:1): name=\"/x\" nametype=NORMAL";
        Assert.Equal("exe=/usr/bin/cat", FactsText.Of(log, FactSet.Exe));
        Assert.Equal("file=/x(NORMAL)", FactsText.Of(log, FactSet.Files));
        Assert.Equal("success=Failed pid=1234", FactsText.Of(log, FactSet.Success | FactSet.Pid));
        Assert.Equal("", FactsText.Of(log, FactSet.None));
        for (var bit = 1; bit < (int)FactSet.All; bit <<= 1)
        {
            var one = FactsText.Of(log, (FactSet)bit);
            Assert.Contains(one, FactsText.Of(log), StringComparison.Ordinal);
        }
    }
}
