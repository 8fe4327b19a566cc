namespace Auspex.Tests.Interpretation;

/// <summary>The records of one exec as a kernel writes them, and others with every kind of value.</summary>
internal static class ExecEvent
{
    public static string[] Lines { get; } =
    [
        "type=SYSCALL msg=audit(1700000017.100:116): arch=c000003e syscall=59 success=yes exit=0 a0=55c0 a1=55c1 a2=55c2 a3=8 items=2 ppid=900"
            + " pid=1234 auid=1 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=3 comm=\"ls\" exe=\"/usr/bin/ls\""
            + " subj=unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023 key=65786563206F6E65016578656332"
            + "\u001dARCH=x86_64 SYSCALL=execve AUID=\"alice\" UID=\"root\" GID=\"root\" EUID=\"root\" SUID=\"root\" FSUID=\"root\"",
        "type=EXECVE msg=audit(1700000017.100:116): argc=3 a0=\"ls\" a1=\"-l\" a2=2F746D702F6D7920646972",
        "type=CWD msg=audit(1700000017.100:116): cwd=2F686F6D652F616C6963652F6D7920646972",
        "type=PATH msg=audit(1700000017.100:116): item=0 name=\"/usr/bin/ls\" inode=20 dev=fd:00 mode=0100755 ouid=0 ogid=0 rdev=00:00"
            + " nametype=NORMAL cap_fp=2000 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0",
        "type=PROCTITLE msg=audit(1700000017.100:116): proctitle=6C73002D6C002F746D702F6D7920646972",
        "type=SOCKADDR msg=audit(1700000018.100:117): saddr=0A0001BB0000000020010DB800000000000000000000000100000000",
        "type=TTY msg=audit(1700000060.100:159): tty pid=1 uid=0 auid=1 ses=3 major=136 minor=0 comm=\"bash\" data=6C73202D6C0D1B5B411B",
        "type=SYSCALL msg=audit(1700000019.100:118): arch=40000003 syscall=102 success=no exit=-13 a0=3 a1=2 a2=1c a3=0 uid=4000 key=(null)",
    ];
}
