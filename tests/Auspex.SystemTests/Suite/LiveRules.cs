namespace Auspex.SystemTests.Suite;

/// <summary>
/// Rules of every list, field, operator and form, as auditctl takes them. Each is limited to a pid that cannot be, or to a file of the
/// test's own, so that none of them makes an event.
/// </summary>
internal static class LiveRules
{
    private const string Scope = "-F pid=4194399"; // above the highest pid there can be

    private static readonly string[] Operators = ["=", "!=", ">", ">=", "<", "<=", "&", "&="];

    private static readonly string[] NumberFields =
    [
        "pid=5", "ppid=6", "uid=7", "euid=root", "suid=-1", "fsuid=unset", "auid=1000", "loginuid=-1", "gid=0", "egid=root", "sgid=10", "fsgid=11",
        "obj_uid=root", "obj_gid=3", "pers=8", "devmajor=8", "devminor=1", "exit=-EACCES", "exit=5", "exit=EPERM", "success=1", "a0=0", "a1=0x10",
        "a2=017", "a3=-1", "sessionid=-1", "sessionid=7", "saddr_fam=2", "filetype=file",
    ];

    private static readonly string[] TextFields =
    [
        "subj_user=u", "subj_role=r", "subj_type=t", "subj_sen=s0", "subj_clr=s0:c1", "obj_user=u", "obj_role=r", "obj_type=t", "obj_lev_low=s0",
        "obj_lev_high=s1",
    ];

    private static readonly string[] Users = ["uid", "auid", "euid", "suid", "fsuid", "obj_uid"];
    private static readonly string[] Groups = ["gid", "egid", "sgid", "fsgid", "obj_gid"];

    /// <summary>All of them, in words.</summary>
    /// <param name="folder">A folder of the test's own with a file <c>f</c> in it.</param>
    public static IEnumerable<string> All(string folder) =>
        [.. Fields(), .. Comparisons(), .. Lists(), .. Calls(), .. Watches(folder)];

    /// <summary>What no auditctl takes.</summary>
    public static IEnumerable<string> Wrong()
    {
        foreach (var field in (string[])["pid", "ppid", "pers", "devmajor", "devminor", "inode", "success", "a0", "a1", "a2", "a3"])
        {
            yield return $"-a always,exit -F {field}=foo";
            yield return $"-a always,exit -F {field}=";
            yield return $"-a always,exit -F {field}";
            yield return $"-a always,exit -F ={field}";
        }

        foreach (var field in (string[])["ppid=1", "exit=0", "success=1", "devmajor=1", "devminor=1", "inode=1", "obj_user=u", "obj_type=t", "path=/a", "dir=/a", "filetype=file"])
        {
            yield return $"-a always,task -F {field}";
            yield return $"-a always,user -F {field}";
        }

        foreach (var pair in (string[])["uid=gid", "pid=uid", "uid=uid", "gid!=euid", "bogus=uid", "uid=bogus", "=uid", "uid=", "uid", "uid>euid", "auid!=arch"])
            yield return $"-a always,exit -C {pair}";
        foreach (var sign in Operators[2..])
        {
            yield return $"-a always,exit -F inode{sign}1";
            yield return $"-a always,exit -F arch{sign}b64 -S open";
            yield return $"-a always,exit -F exe{sign}/a";
            yield return $"-a always,exit -F path=/a -F perm{sign}r";
        }

        foreach (var line in (string[])
            [
                "-a always", "-a always,exit,never", "-a exit,exit", "-a bogus,exit", "-a exit,bogus", "-A always", "-d bogus,exit", "-S open", "-F pid=1", "-k x", "-p r",
                "-a always,exit -S bogus", "-a always,exit -S 2048", "-a always,exit -S open,bogus", "-a always,user -S open", "-a always,exclude -S open",
                "-a always,filesystem -S open", "-a always,exit -F arch=bogus", "-a always,exit -F arch=uring", "-a always,exit -F exit=EBOGUS",
                "-a always,exit -F filetype=bogus", "-a always,filesystem -F fstype=bogus", "-a always,exit -F fstype=tracefs", "-a always,exit -F saddr_fam=99",
                "-a always,exit -F uid=nosuchuser", "-a always,exit -F gid=nosuchgroup", "-a always,exit -F gid=-1", "-a always,exit -F key=x", "-a always,exit -k x",
                "-a always,exclude -F msgtype=BOGUS", "-a always,exit -F msgtype=CWD", "-a always,exit -F perm=z", "-a always,exit -F perm=rwxar", "-a always,exit -F bogus=1",
                "-w relative", "-w /a -p z", "-w /a -p rwxar", "-w /a -a always,exit", "-a always,exit -w /a", "-e 3", "-f 9", "-r x", "-b x", "-q /a", "-q a,b,c", "-m", "-x",
                "-a always,exit -S open extra", "-D x", "-l -x", "-s -x", "-s -i -i", "-a always,exit -a always,exit", "-a never,user -F sessionid=1 -S open",
                "-a always,task -F sessionid=5", "-a always,exit -F success=yes", "-k", "-l -k", "-a",
            ])
            yield return line;
    }

    private static IEnumerable<string> Fields()
    {
        foreach (var field in NumberFields.Concat(TextFields))
        {
            foreach (var sign in Operators)
                yield return $"-a always,exit {Scope} -S all -F {field.Replace("=", sign, StringComparison.Ordinal)} -F key=live";
        }

        foreach (var sign in Operators[..2])
        {
            yield return $"-a always,exit {Scope} -S open -F inode{sign}123456 -k live";
            yield return $"-a never,exit {Scope} -F arch{sign}b32 -S open,close -k live";
        }
    }

    private static IEnumerable<string> Comparisons()
    {
        foreach (var group in (string[][])[Users, Groups])
        {
            for (var i = 0; i < group.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    yield return $"-a always,exit {Scope} -C {group[i]}!={group[j]}";
                    yield return $"-a never,exit {Scope} -C {group[j]}={group[i]} -C uid!=euid";
                }
            }
        }
    }

    private static IEnumerable<string> Lists()
    {
        foreach (var action in (string[])["always", "never"])
        {
            yield return $"-a {action},task {Scope}";
            yield return $"-a task,{action} {Scope} -F uid=5 -F gid!=6";
            yield return $"-a {action},user {Scope} -F msgtype=USER_LOGIN";
            yield return $"-a user,{action} {Scope} -F uid>=5";
            yield return $"-a {action},exclude {Scope} -F msgtype=CWD";
            yield return $"-a exclude,{action} {Scope} -F msgtype>=1300 -F msgtype<=1399";
            yield return $"-a {action},exclude {Scope} -F auid=-1 -F subj_type=t";
            yield return $"-A {action},exit {Scope} -S all";
            yield return $"-A exit,{action} {Scope} -F arch=b64 -S open -k live -k other";
        }

        yield return "-a never,filesystem -F fstype=tracefs";
        yield return "-a never,filesystem -F fstype!=debugfs -k live";
        yield return "-a never,filesystem -F fstype=0x1234";
    }

    private static IEnumerable<string> Calls()
    {
        foreach (var arch in (string[])["b64", "b32", "x86_64", "i386", "i686", "0xC000003E", "0x40000003"])
        {
            yield return $"-a always,exit -F arch={arch} -S all {Scope}";
            yield return $"-a always,exit -F arch={arch} -S open -S openat,execve,execveat {Scope} -k live";
            yield return $"-a always,exit -F arch={arch} -S 0,1,31,32,33,63,64,200,500,2000 {Scope}";
            yield return $"-a always,exit -F arch={arch} -S CLONE,Fork,vfork {Scope}";
        }

        yield return $"-a always,exit -S open {Scope}";
        yield return $"-a always,exit {Scope} -F exe=/usr/bin/true";
        yield return $"-a always,exit {Scope} -F exe=/usr/bin/true -k live";
    }

    private static IEnumerable<string> Watches(string folder)
    {
        foreach (var permissions in (string[])["r", "w", "x", "a", "wa", "rwxa", "AWXR", "ar"])
        {
            yield return $"-w {folder}/f -p {permissions} -k live";
            yield return $"-w {folder} -p {permissions}";
            yield return $"-a always,exit -F path={folder}/f -F perm={permissions} -F key=live";
            yield return $"-a always,exit -F dir={folder} -F perm={permissions} -F auid>=1000";
            yield return $"-a always,exit -F arch=b64 -S all -F path={folder}/f -F perm={permissions} -F auid!=-1";
        }

        yield return $"-w {folder}/f";
        yield return $"-w {folder}//";
        yield return $"-w {folder}/absent -p wa -k live -k second";
        yield return $"-w {folder}/f -F auid>=1000 -k live";
        yield return $"-w /auspex-no-such-folder/f -p wa";
        yield return $"-a always,exit -F path={folder}/f -p wa -k live";
        yield return $"-a always,exit -F dir={folder} -F success=0 -S open,openat -k live";
    }
}
