using System.Text;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tests.Interpretation;

/// <summary>Values one by one: the forms of spec 4.3, 4.4, 4.6 and 4.7, with what 3.0.9 cannot be asked.</summary>
public sealed class InterpreterTests
{
    private static readonly Interpreter Plain = new(new FixedNames(), EscapeMode.Raw);

    [Theory]
    // users and groups
    [InlineData("uid=0", "root")]
    [InlineData("uid=4294967295", "unset")]
    [InlineData("uid=-1", "unset")]
    [InlineData("uid=4294967294", "unknown(-2)")]
    [InlineData("uid=5000", "Jürgen")]
    [InlineData("gid=12", "man")]
    [InlineData("uid=99999999999999999999", "conversion error(99999999999999999999)")]
    // machines and calls
    [InlineData("arch=c000003e", "x86_64")]
    [InlineData("arch=c00000f3", "riscv64")]
    [InlineData("arch=c000003f", "unknown-elf-type(c000003f)")]
    [InlineData("syscall=2", "2")]
    [InlineData("uring_op=18", "openat")]
    [InlineData("uring_op=1", "unknown-syscall(1)")]
    // results
    [InlineData("exit=-13", "EACCES(Permission denied)")]
    [InlineData("exit=-512", "(null)(Unknown error 512)")]
    [InlineData("exit=-11'", "EAGAIN(Resource temporarily unavailable)")]
    [InlineData("exit=140000000", "140000000")]
    [InlineData("errno=13", "EACCES")]
    [InlineData("errno=0", "UNKNOWN")]
    [InlineData("res=1", "yes")]
    [InlineData("res=7", "unset")]
    [InlineData("res=success'", "success'")]
    [InlineData("ses=4294967295", "unset")]
    [InlineData("old-ses=4294967295", "4294967295")]
    // modes, permissions, sets
    [InlineData("mode=0104755", "file,suid,755")]
    [InlineData("mode=0", "000,000")]
    [InlineData("mode=0130644", "013,644")]
    [InlineData("perm=0", "read,write,exec,attr")]
    [InlineData("perm=12", "read,attr")]
    [InlineData("cap_fp=3", "chown,dac_override")]
    [InlineData("cap_fp=20000000000", "none")]
    [InlineData("capability=41", "unknown-capability(41)")]
    [InlineData("oflag=0101", "O_WRONLY|O_CREAT")]
    [InlineData("oflag=0x42", "O_RDWR|O_CREAT")]
    [InlineData("oflag=0", "O_RDONLY")]
    [InlineData("flags=22", "MAP_PRIVATE|MAP_ANONYMOUS")]
    [InlineData("flags=8", "0x8")]
    [InlineData("resolve=0", "0x0")]
    [InlineData("resolve=0x8", "RESOLVE_BENEATH")]
    // names by number
    [InlineData("sig=9", "SIGKILL")]
    [InlineData("sig=64", "unknown-signal(64)")]
    [InlineData("list=7", "io_uring")]
    [InlineData("prom=256", "yes")]
    [InlineData("proto=6", "tcp")]
    [InlineData("proto=7", "undefined protocol")]
    [InlineData("family=2", "ipv4")]
    [InlineData("icmptype=8", "echo")]
    [InlineData("per=40008", "PER_LINUX32|~ADDR_NO_RANDOMIZE")]
    [InlineData("per=1", "unknown-personality(0x1)")]
    [InlineData("code=0x80000000", "kill-process")]
    [InlineData("code=0x7ffc0001", "log")]
    [InlineData("code=0", "kill-thread")]
    [InlineData("code=20000", "unknown-seccomp-code(20000)")]
    [InlineData("action=1", "DROP")]
    [InlineData("hook=1", "INPUT")]
    [InlineData("hook=1 family=3", "OUTPUT")]
    [InlineData("macproto=0806", "ARP")]
    [InlineData("ioctlcmd=5401", "TCGETS")]
    [InlineData("ioctlcmd=fffffffff", "0xffffffff")]
    [InlineData("nl-mcgrp=1", "audit-netlink-multicast")]
    [InlineData("resp=2", "deny")]
    [InlineData("subj_trust=2", "unknown")]
    [InlineData("fan_type=1", "rule_info")]
    [InlineData("fan_info=3137 fan_type=1", "12599")]
    [InlineData("fan_info=3137 fan_type=0", "3137")]
    // words where a number is expected: docs/differences.md, word-value
    [InlineData("uid=vagrant", "vagrant")]
    [InlineData("uid=", "")]
    [InlineData("gid=\"staff\"", "staff")]
    [InlineData("arch=x86_64", "x86_64")]
    [InlineData("syscall=execve", "execve")]
    [InlineData("exit=EACCES(Permission", "EACCES(Permission")]
    [InlineData("family=\"inet\"", "inet")]
    [InlineData("flags=\"rw, rprivate\"", "rw, rprivate")]
    [InlineData("mode=enforcing", "enforcing")]
    [InlineData("mode=0100644x", "0100644x")]
    [InlineData("perm=rwxa", "rwxa")]
    [InlineData("cap_fp=none", "none")]
    [InlineData("sig=SIGKILL", "SIGKILL")]
    [InlineData("list=exclude", "exclude")]
    [InlineData("proto=tcp", "tcp")]
    [InlineData("code=allow", "allow")]
    [InlineData("action=ACCEPT", "ACCEPT")]
    [InlineData("hook=INPUT", "INPUT")]
    [InlineData("prom=on", "on")]
    [InlineData("oflag=O_RDONLY", "O_RDONLY")]
    [InlineData("resolve=none", "none")]
    [InlineData("capability=net_raw", "net_raw")]
    [InlineData("nl-mcgrp=audit", "audit")]
    [InlineData("errno=ENOMEM", "ENOMEM")]
    [InlineData("errno=-12", "ENOMEM")] // docs/differences.md, errno-sign
    [InlineData("res=1st", "1st")]
    [InlineData("subj_trust=yes", "yes")]
    [InlineData("resp=allow", "allow")]
    [InlineData("fan_type=rule_info", "rule_info")]
    [InlineData("fan_info=zz fan_type=1", "zz")]
    // text
    [InlineData("comm=\"a b\"", "a b")]
    [InlineData("comm=\"cut", "cut")]
    [InlineData("comm=612062", "a b")]
    [InlineData("comm=61zz", "a")]
    [InlineData("comm=zz", "zz")]
    [InlineData("comm=6", "6")]
    [InlineData("comm=(null)x", "(null)")]
    [InlineData("comm=610062", "a")]
    [InlineData("comm=0061", "a")]
    [InlineData("comm=", "")]
    [InlineData("acct=root", "root")]
    [InlineData("acct=\"root\"", "root")]
    [InlineData("proctitle=6C73002D6C", "ls -l")]
    [InlineData("proctitle=\"a\"", "a")]
    [InlineData("key=6B206F6E65016B32", "k one\u0001k2")]
    [InlineData("data=6C731B5B410D22", "\"ls\",<up>,<ret>,\"\\\"\"")]
    [InlineData("data=6C00C3", "\"l\\000\\303\"")]
    [InlineData("data=xyz", "xyz")]
    [InlineData("data=6", "conversion error(6)")]
    [InlineData("subj=a:b:c,d", "a:b:c,d")]
    [InlineData("nothing=\"a\"", "\"a\"")]
    // socket addresses
    [InlineData("saddr=0100", "{ saddr_fam=local unnamed socket }")]
    [InlineData("saddr=010061", "{ saddr_fam=local sockaddr len too short }")]
    [InlineData("saddr=01002F612F6200", "{ saddr_fam=local path=/a/b }")]
    [InlineData("saddr=010000616263", "{ saddr_fam=local path=abc }")]
    [InlineData("saddr=020001BB5DB8D8220000000000000000", "{ saddr_fam=inet laddr=93.184.216.34 lport=443 }")]
    [InlineData("saddr=020001BB5DB8D822", "{ saddr_fam=inet sockaddr len too short }")]
    [InlineData("saddr=0A0001BB00000000FE80000000000000000000000000000102000000", "{ saddr_fam=inet6 laddr=fe80::1%2 lport=443 }")]
    [InlineData("saddr=0A0001BB0000000000000000000000000000FFFF0102030400000000", "{ saddr_fam=inet6 laddr=::ffff:1.2.3.4 lport=443 }")]
    [InlineData("saddr=0A0001BB0000000000000000000000000000000000000000000000", "{ saddr_fam=inet6 sockaddr6 len too short }")]
    [InlineData("saddr=1000000007000000FFFFFFFF", "{ saddr_fam=netlink nlnk-fam=16 nlnk-pid=7 }")]
    [InlineData("saddr=10000000", "{ saddr_fam=netlink len too short }")]
    [InlineData("saddr=0800000005000100", "{ saddr_fam=atmpvc int=5 }")]
    [InlineData("saddr=0900313233", "{ saddr_fam=x25 laddr=123 }")]
    [InlineData("saddr=03004142434445464748000000000000", "{ saddr_fam=ax25 call=ABCDEFG }")]
    [InlineData("saddr=1100", "{ saddr_fam=packet (unsupported) }")]
    [InlineData("saddr=FFFF0000", "unknown-family(65535)")]
    [InlineData("saddr=zz", "malformed-host(zz)")]
    public void A_value_is_shown_as_what_it_means(string field, string expected) =>
        Assert.Equal(expected, First($"type=X msg=audit(1.000:1): {field}"));

    [Theory]
    [InlineData("MQ_OPEN", "mode=0104600", "suid,0600")]
    [InlineData("EXECVE", "a0=\"ls\"", "ls")]
    [InlineData("EXECVE", "a1[2]=6120", "a ")]
    [InlineData("EXECVE", "a1_len=20", "20")]
    [InlineData("EXECVE", "argc=2", "2")]
    [InlineData("AVC", "saddr=10.0.0.1", "10.0.0.1")]
    [InlineData("NETFILTER_PKT", "saddr=10.0.0.1", "10.0.0.1")]
    [InlineData("ADD_GROUP", "id=12", "man")]
    [InlineData("USER_LOGIN", "id=12", "unknown(12)")]
    [InlineData("CRYPTO_KEY_USER", "fp=SHA256:aa", "SHA256:aa")]
    [InlineData("BPRM_FCAPS", "fp=1", "chown")]
    [InlineData("TRUSTED_APP", "word=6162", "ab")]
    [InlineData("TRUSTED_APP", "pid=61", "61")]
    [InlineData("TRUSTED_APP", "uid=0", "root")]
    [InlineData("KERN_MODULE", "name=\"dummy\"", "dummy")]
    [InlineData("USER_TTY", "msg=6162", "ab")]
    [InlineData("SOCKETCALL", "a0=1", "0x1")]
    public void The_record_decides_where_a_name_is_not_enough(string type, string field, string expected) =>
        Assert.Equal(expected, First($"type={type} msg=audit(1.000:1): {field}"));

    [Theory]
    [InlineData("clone", 0, "1200011", "CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD")]
    [InlineData("clone", 0, "40", "0x40")]
    [InlineData("unshare", 0, "10000000", "CLONE_NEWUSER")]
    [InlineData("openat", 0, "ffffffffffffff9c", "AT_FDCWD")]
    [InlineData("openat", 0, "5", "0x5")]
    [InlineData("access", 1, "0", "F_OK")]
    [InlineData("access", 1, "8", "0x8")]
    [InlineData("faccessat2", 3, "1200", "AT_EACCESS|AT_EMPTY_PATH")]
    [InlineData("mmap", 2, "8", "PROT_NONE")]
    [InlineData("mmap", 2, "f", "PROT_READ|PROT_WRITE|PROT_EXEC|PROT_SEM")]
    [InlineData("mprotect", 2, "f", "PROT_READ|PROT_WRITE|PROT_EXEC")]
    [InlineData("mknod", 1, "81a4", "file,644")]
    [InlineData("setresuid", 1, "ffffffff", "unset")]
    [InlineData("setregid", 0, "c", "man")]
    [InlineData("socket", 0, "63", "unknown-family(0x63)")]
    [InlineData("socket", 1, "80001", "SOCK_STREAM")]
    [InlineData("socket", 1, "ff", "unknown-type(ff)")]
    [InlineData("socket", 2, "7", "unknown-proto(7)")]
    [InlineData("setsockopt", 1, "1", "SOL_SOCKET")]
    [InlineData("setsockopt", 1, "6", "tcp")]
    [InlineData("setsockopt", 1, "107", "SOL_PACKET")]
    [InlineData("setsockopt", 1, "63636", "unknown-sockopt-level(0x63636)")]
    [InlineData("fcntl", 1, "999", "unknown-fcntl-command(2457)")]
    [InlineData("fsconfig", 1, "ffffffff", "unknown-fsconfig-operation(-1)")]
    [InlineData("fsopen", 1, "1", "FSOPEN_CLOEXEC")]
    [InlineData("fsopen", 1, "2", "0x2")]
    [InlineData("epoll_ctl", 1, "9", "unknown-epoll_ctl-operation(9)")]
    [InlineData("clock_settime", 0, "b", "CLOCK_TAI")]
    [InlineData("clock_settime", 0, "c", "unknown-clk_id(0xc)")]
    [InlineData("setrlimit", 0, "10", "unknown-rlimit(0x10)")]
    [InlineData("ptrace", 0, "4206", "PTRACE_SEIZE")]
    [InlineData("prctl", 0, "f", "PR_SET_NAME")]
    [InlineData("sched_setscheduler", 1, "40000001", "SCHED_FIFO|SCHED_RESET_ON_FORK")]
    [InlineData("sched_setscheduler", 1, "7", "unknown-scheduler-policy(0x7)")]
    [InlineData("lseek", 2, "102", "SEEK_END")]
    [InlineData("lseek", 2, "9", "unknown-whence(9)")]
    [InlineData("shmget", 2, "3b6", "IPC_CREAT|0666")]
    [InlineData("shmget", 2, "1fff", "IPC_CREAT|IPC_EXCL|SHM_HUGETLB|SHM_NORESERVE|0777")]
    [InlineData("exit_group", 0, "0", "EXIT_SUCCESS")]
    [InlineData("exit_group", 0, "7", "UNKNOWN")]
    [InlineData("bpf", 0, "99", "unknown-bpf-cmd(99)")]
    [InlineData("kill", 1, "40", "unknown-signal(0x40)")]
    [InlineData("mount", 3, "6", "MS_NOSUID|MS_NODEV")]
    [InlineData("sendto", 3, "4000", "MSG_NOSIGNAL")]
    [InlineData("read", 0, "3", "0x3")]
    public void An_argument_is_shown_as_its_call_takes_it(string call, int index, string value, string expected)
    {
        Assert.True(Syscalls.TryGetNumber(Machine.X8664, Encoding.ASCII.GetBytes(call), out var number));
        var line = new StringBuilder($"type=SYSCALL msg=audit(1.000:1): arch=c000003e syscall={number}");
        for (var i = 0; i < 4; i++) line.Append($" a{i}={(i == index ? value : "0")}");
        Assert.Equal(expected, Field(line.ToString(), $"a{index}"));
    }

    [Theory]
    [InlineData("arch=c000003e syscall=2 a0=1 a1=241 a2=1b6", "a2", "0666")]
    [InlineData("arch=c000003e syscall=2 a0=1 a1=1 a2=1b6", "a2", "0x1b6")]
    [InlineData("arch=c000003e syscall=157 a0=17 a1=15", "a1", "sys_admin")]
    [InlineData("arch=c000003e syscall=157 a0=18 a1=63", "a1", "unknown-capability(0x63)")]
    [InlineData("arch=c000003e syscall=157 a0=1 a1=9", "a1", "SIGKILL")]
    [InlineData("arch=c000003e syscall=157 a0=16 a1=2", "a1", "0x2")]
    [InlineData("arch=c000003e syscall=72 a0=3 a1=2 a2=1", "a2", "FD_CLOEXEC")]
    [InlineData("arch=c000003e syscall=72 a0=3 a1=8 a2=1", "a2", "daemon")]
    [InlineData("arch=c000003e syscall=72 a0=3 a1=4 a2=800", "a2", "0x800")]
    [InlineData("arch=c000003e syscall=54 a0=3 a1=1 a2=2", "a2", "SO_REUSEADDR")]
    [InlineData("arch=80000015 syscall=339 a0=3 a1=1 a2=14", "a2", "SO_PASSCRED")]
    [InlineData("arch=c000003e syscall=54 a0=3 a1=0 a2=1", "a2", "IP_TOS")]
    [InlineData("arch=c000003e syscall=54 a0=3 a1=11 a2=64", "a2", "UDP_ENCAP")]
    [InlineData("arch=c000003e syscall=54 a0=3 a1=ff a2=1", "a2", "0x1")]
    [InlineData("arch=40000003 syscall=102 a0=3", "syscall", "socketcall(connect)")]
    [InlineData("arch=40000003 syscall=102 a0=fffffffff", "syscall", "socketcall")]
    [InlineData("arch=40000003 syscall=102 a0=99", "a0", "unknown-socketcall(99)")]
    [InlineData("arch=40000003 syscall=117 a0=17", "syscall", "ipc(shmget)")]
    [InlineData("arch=c000003e syscall=9999 a0=1", "syscall", "unknown-syscall(9999)")]
    [InlineData("arch=c000003e syscall=1073741825 a0=1", "syscall", "unknown-syscall(1073741825)")]
    public void An_argument_may_depend_on_another(string body, string field, string expected) =>
        Assert.Equal(expected, Field("type=SYSCALL msg=audit(1.000:1): " + body, field));

    [Theory]
    [InlineData("\"a\"", "/home/x", "/home/x/a")]
    [InlineData("\"/a\"", "/home/x", "/a")]
    [InlineData("\"../a//./b\"", "/home/x", "/home/a/b")]
    [InlineData("\"/../../a\"", "/home/x", "/a")]
    [InlineData("\"..\"", "/", "/")]
    [InlineData("\"./a\"", "/home/x", "/home/x/./a")]
    [InlineData("\"../a\"", "", "../a")]
    public void A_name_is_a_full_path_where_the_directory_is_known(string name, string cwd, string expected)
    {
        var record = RecordReader.Parse(Encoding.UTF8.GetBytes($"type=PATH msg=audit(1.000:1): item=0 name={name}"));
        var output = new ByteBuffer(16);
        var context = RecordContext.From(record, Encoding.UTF8.GetBytes(cwd));
        Assert.Equal(FieldType.EscapedFile, Plain.Interpret(context, "name"u8, Encoding.UTF8.GetBytes(name), output));
        Assert.Equal(expected, Encoding.UTF8.GetString(output.Written));
    }

    private static string First(string line) => Field(line, line[(line.IndexOf("): ", StringComparison.Ordinal) + 3)..].Split('=')[0]);

    private static string Field(string line, string name)
    {
        var record = RecordReader.Parse(Encoding.UTF8.GetBytes(line));
        var output = new ByteBuffer(16);
        foreach (var field in new FieldReader(record.Body))
        {
            if (!field.Name.SequenceEqual(Encoding.UTF8.GetBytes(name))) continue;
            Plain.Interpret(RecordContext.From(record), field, output);
            return Encoding.UTF8.GetString(output.Written);
        }

        throw new InvalidOperationException("no field " + name);
    }
}
