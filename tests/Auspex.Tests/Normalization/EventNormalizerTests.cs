using System.Text;
using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Search;
using Auspex.Tests.Search.Extraction;
using Auspex.Text;

namespace Auspex.Tests.Normalization;

public sealed class EventNormalizerTests
{
    [Fact]
    public void It_says_who_did_what_to_what_how_and_with_which_result()
    {
        var normalizer = Normalize(Syscall(87), "CWD cwd=\"/w\"", Path("/w/", "PARENT", "040755"), Path("gone", "DELETE", "0100644"));
        Assert.Equal(EventKind.AuditRule, normalizer.Kind);
        Assert.Equal("unknown(4010)", Text(normalizer, EventPart.Subject));
        Assert.Equal("root", Text(normalizer, EventPart.ActingAs));
        Assert.Equal(SubjectKind.Privileged, normalizer.SubjectKind);
        Assert.Equal("deleted", Encoding.ASCII.GetString(normalizer.Action));
        Assert.Equal("/w/gone", Text(normalizer, EventPart.Object));
        Assert.Equal("7", Text(normalizer, EventPart.ObjectDetail));
        Assert.Equal(ObjectKind.File, normalizer.ObjectKind);
        Assert.Equal(EventResult.Success, normalizer.Result);
        Assert.Equal("/usr/bin/rm", Encoding.ASCII.GetString(normalizer.How));
        Assert.Equal("3", Text(normalizer, EventPart.Session));
        Assert.False(normalizer.Has(EventPart.Target));
        Assert.False(normalizer.Has(EventPart.Key));
        Assert.False(normalizer.Has(EventPart.SubjectLabel));
    }

    [Theory]
    [InlineData("0140777", ObjectKind.Socket)]
    [InlineData("0120777", ObjectKind.SymbolicLink)]
    [InlineData("0100644", ObjectKind.File)]
    [InlineData("060660", ObjectKind.BlockDevice)]
    [InlineData("040755", ObjectKind.Directory)]
    [InlineData("020600", ObjectKind.CharacterDevice)]
    [InlineData("010600", ObjectKind.Fifo)]
    [InlineData("0644", ObjectKind.File)]
    public void The_mode_tells_the_kind_of_file(string mode, ObjectKind kind) =>
        Assert.Equal(kind, Normalize(Syscall(2), Path("/x", "NORMAL", mode)).ObjectKind);

    [Theory]
    [InlineData("rename", 82, "old", "new")]
    [InlineData("symlink", 88, "new", "old")] // of a link the new name is the object, and what it points to the target
    public void Two_names_have_their_roles(string call, int number, string thing, string target)
    {
        _ = call;
        var normalizer = Normalize(
            Syscall(number), "CWD cwd=\"/\"", Path("/", "PARENT", "040755"), Path("/old", "UNKNOWN", "0100644"), Path("/", "PARENT", "040755"), Path("/new", "CREATE", "0100644"));
        Assert.Equal("/" + thing, Text(normalizer, EventPart.Object));
        Assert.Equal("/" + target, Text(normalizer, EventPart.Target));
    }

    [Fact]
    public void Records_before_the_call_do_not_shift_the_files() // docs/differences.md, record-places
    {
        const string avc = "AVC avc:  denied  { rename } for  pid=1 comm=\"x\" scontext=a tcontext=b tclass=file";
        var normalizer = Normalize(
            avc, avc, Syscall(82), "CWD cwd=\"/\"", Path("/", "PARENT", "040755"), Path("/old", "DELETE", "0100644"), Path("/new", "CREATE", "0100644"));
        Assert.Equal("/old", Text(normalizer, EventPart.Object));
        Assert.Equal("/new", Text(normalizer, EventPart.Target));
        Assert.Equal("accessed-mac-policy-controlled-object", Encoding.ASCII.GetString(normalizer.Action));
    }

    [Theory]
    [InlineData("/usr/bin/python3.11", "x")]
    [InlineData("/usr/bin/bash", "x")]
    [InlineData("/usr/bin/perl", "x")]
    [InlineData("/usr/local/bin/bash", "/usr/local/bin/bash")]
    [InlineData("/bin/true", "/bin/true")]
    public void Of_interpreters_the_name_of_what_they_run_is_told(string exe, string how) =>
        Assert.Equal(how, Encoding.ASCII.GetString(Normalize(Syscall(2, exe: exe)).How));

    [Theory]
    [InlineData("acct=\"root\"", SubjectKind.Privileged)]
    [InlineData("acct=\"daemon\"", SubjectKind.Service)]
    [InlineData("acct=\"carol\"", SubjectKind.User)]
    [InlineData("acct=6361726F6C", SubjectKind.User)] // carol
    [InlineData("acct=\"nfsnobody\"", SubjectKind.Unknown)]
    [InlineData("acct=\"mallory\"", SubjectKind.Unknown)]
    [InlineData("id=4010", SubjectKind.User)]
    [InlineData("id=4294967295", SubjectKind.Unset)]
    [InlineData("acct=\"root\" id=1", SubjectKind.Service)] // the id counts
    [InlineData("op=login", SubjectKind.None)]
    public void Who_logs_in_is_told_by_id_or_by_name(string who, SubjectKind kind) =>
        Assert.Equal(kind, Normalize($"USER_LOGIN pid=1 uid=0 auid=4294967295 ses=1 msg='{who} exe=\"/s\" terminal=ssh res=failed'").SubjectKind);

    [Theory]
    [InlineData("res=1", EventResult.Success)]
    [InlineData("res=0", EventResult.Failed)]
    [InlineData("res=success", EventResult.Success)]
    [InlineData("res=failed", EventResult.Failed)]
    [InlineData("res=2", EventResult.Failed)]
    [InlineData("x=y", EventResult.None)]
    public void The_result_is_read(string field, EventResult result) => Assert.Equal(result, Normalize("SERVICE_START pid=1 uid=0 " + field).Result);

    [Fact]
    public void Of_equal_names_the_first_counts_whatever_was_read_before() // docs/differences.md, field-order
    {
        var log = "type=USER_ERR msg=audit(1700000000.100:1): a=b c=d e=f g=h i=j uid=4010\n"
            + "type=USER_ERR msg=audit(1700000001.100:2): uid=0 c=d e=f g=h i=j uid=4010\n";
        var normalizer = new EventNormalizer(new Interpreter(new FixedNames()), new FixedIds());
        var said = Logs.Select(log, e => normalizer.TryNormalize(e) ? Text(normalizer, EventPart.ActingAs) : "");
        Assert.Equal(["unknown(4010)", "root"], said);
    }

    [Fact]
    public void Old_programs_put_marks_behind_values()
    {
        var normalizer = Normalize("USER_AUTH user pid=1 uid=0 auid=0 msg='PAM: authentication acct=\"root\" : exe=\"/usr/sbin/sshd\" (hostname=?, addr=1.2.3.4, terminal=cron res=success)'");
        Assert.Equal(EventResult.Success, normalizer.Result);
        Assert.Equal("root", Text(normalizer, EventPart.Object));
        Assert.Equal("/usr/sbin/sshd", Encoding.ASCII.GetString(normalizer.How));
    }

    [Fact]
    public void Events_of_several_records_without_a_call_say_nothing()
    {
        var normalizer = new EventNormalizer(new Interpreter(new FixedNames()), new FixedIds());
        Assert.Equal([false], Logs.Select(Log("URINGOP uring_op=18 uid=0", "CWD cwd=\"/\""), normalizer.TryNormalize));
        Assert.Equal(EventKind.AuditRule, normalizer.Kind);
    }

    [Theory]
    [InlineData("DENIED", EventResult.Failed)]
    [InlineData("KILLED", EventResult.Failed)]
    [InlineData("ERROR", EventResult.Failed)]
    [InlineData("ALLOWED", EventResult.Success)]
    [InlineData("AUDIT", EventResult.Success)]
    [InlineData("STATUS", EventResult.Success)]
    [InlineData("HINT", EventResult.None)]
    [InlineData("NEW", EventResult.None)]
    public void AppArmor_s_words_mean_the_same_everywhere(string word, EventResult result)
    {
        var body = $"apparmor=\"{word}\" operation=\"open\" profile=\"p\" name=\"/etc/shadow\" pid=6 comm=\"k\"";
        Assert.Equal(result, Normalize("AVC " + body).Result);
        Assert.Equal(result, Normalize($"USER_AVC pid=8 uid=81 auid=1 msg='{body} exe=\"/d\"'").Result);
        var facts = FactsText.OfRecord("AVC", body);
        Assert.Equal(result, facts.Contains("success=Failed", StringComparison.Ordinal) ? EventResult.Failed
            : facts.Contains("success=Success", StringComparison.Ordinal) ? EventResult.Success : EventResult.None);
    }

    [Theory]
    [InlineData("apparmor=\"DENIED\" operation=\"open\" profile=\"p\" name=\"/etc/shadow\"", EventResult.Failed, "/etc/shadow")]
    [InlineData("apparmor=\"ALLOWED\" operation=\"open\" profile=\"p\" name=\"/etc/shadow\"", EventResult.Success, "")]
    [InlineData("avc:  denied  { read } for  path=\"/etc/shadow\" scontext=a tcontext=b tclass=file permissive=0", EventResult.Failed, "/etc/shadow")]
    [InlineData("avc:  denied  { read } for  path=\"/etc/shadow\" scontext=a tcontext=b tclass=file permissive=1", EventResult.Success, "")]
    [InlineData("avc:  granted  { read } for  name=\"shadow\" scontext=a tcontext=b tclass=file", EventResult.Success, "")]
    public void A_denial_is_a_failure_though_the_call_succeeded(string decision, EventResult result, string thing) // docs/differences.md, denied-call
    {
        var normalizer = Normalize("AVC " + decision, Syscall(2));
        Assert.Equal(result, normalizer.Result);
        Assert.Equal(thing, Text(normalizer, EventPart.Object));
    }

    [Fact]
    public void What_landlock_denied_has_failed() =>
        Assert.Equal(EventResult.Failed, Normalize("LANDLOCK_ACCESS domain=1a blockers=net.connect_tcp daddr=192.0.2.1 dest=80").Result);

    [Fact]
    public void The_bus_tells_who_was_denied_what()
    {
        var normalizer = Normalize(
            "USER_AVC pid=841 uid=81 auid=4294967295 ses=4294967295 msg='apparmor=\"DENIED\" operation=\"dbus_method_call\" bus=\"system\" path=\"/org/x\" "
            + "name=\":1.13\" pid=34 label=\"snap.fox\" exe=\"/usr/bin/dbus-daemon\" sauid=81 hostname=? addr=? terminal=?"); // cut short
        Assert.Equal("snap.fox", Text(normalizer, EventPart.Subject));
        Assert.Equal("/org/x", Text(normalizer, EventPart.Object));
        Assert.Equal(EventResult.Failed, normalizer.Result);
        Assert.False(normalizer.Has(EventPart.ActingAs));
    }

    [Fact]
    public void A_remark_of_the_bus_comes_from_who_runs_it() // docs/differences.md, user-avc
    {
        var normalizer = Normalize("USER_AVC pid=2 uid=1 auid=4294967295 ses=5 subj=l msg='avc:  received policyload notice (seqno=2)  exe=\"/d\" sauid=1'");
        Assert.Equal("unset", Text(normalizer, EventPart.Subject));
        Assert.Equal("daemon", Text(normalizer, EventPart.ActingAs));
        Assert.Equal(EventResult.None, normalizer.Result);
    }

    /// <summary>What it was of is not known: it may be the directory's. So it counts where there is nothing else, as evidence (record-places).</summary>
    [Theory]
    [InlineData("mode=0100", "NORMAL", "/b")]
    [InlineData("mode=0100", "PARENT", "/a")]
    [InlineData("nametype=", "NORMAL", "/b")]
    [InlineData("nametype=", "PARENT", "/a")]
    public void A_file_whose_record_was_cut_counts_only_where_no_other_does(string end, string nameType, string thing)
    {
        const string call = "SYSCALL arch=c000003e syscall=257 success=yes exit=3 a0=1 a1=2 pid=1 auid=0 uid=0 ses=1 comm=\"c\" exe=\"/bin/c\"";
        Assert.Equal(thing, Text(Normalize(call, "PATH item=0 name=\"/a\" inode=6600 dev=08:01 " + end, Item(1, "/b", nameType)), EventPart.Object));
    }

    [Fact]
    public void Files_are_known_by_their_item_whatever_the_order_of_the_lines() // docs/differences.md, item-order
    {
        string[] executed = [Syscall(59), Item(0, "/usr/bin/ls", "NORMAL"), Item(1, "/lib64/ld-linux-x86-64.so.2", "NORMAL")];
        string[] renamed = [Syscall(82), "CWD cwd=\"/\"", Item(0, "/", "PARENT"), Item(1, "/", "PARENT"), Item(2, "/old", "DELETE"), Item(3, "/new", "CREATE")];
        foreach (var lines in new[] { executed, [.. executed.Reverse()] }) Assert.Equal("/usr/bin/ls", Text(Normalize(lines), EventPart.Object));
        foreach (var lines in new[] { renamed, [.. renamed.Reverse()] })
        {
            var normalizer = Normalize(lines);
            Assert.Equal("/old", Text(normalizer, EventPart.Object));
            Assert.Equal("/new", Text(normalizer, EventPart.Target));
        }
    }

    private static string Item(int number, string name, string nameType) => $"PATH item={number} name=\"{name}\" inode=7 mode=0100755 nametype={nameType}";

    private static string Syscall(int number, string exe = "/usr/bin/rm") =>
        $"SYSCALL arch=c000003e syscall={number} success=yes exit=0 a0=1 a1=2 a2=5 a3=0 auid=4010 uid=0 ses=3 comm=\"x\" exe=\"{exe}\" subj=l key=(null)";

    private static string Path(string name, string nameType, string mode) => $"PATH item=0 name=\"{name}\" inode=7 mode={mode} nametype={nameType}";

    private static string Log(params string[] records) => string.Concat(records.Select(r =>
    {
        var space = r.IndexOf(' ', StringComparison.Ordinal);
        return $"type={r[..space]} msg=audit(1700000000.100:7): {r[(space + 1)..]}\n";
    }));

    private static EventNormalizer Normalize(params string[] records)
    {
        var normalizer = new EventNormalizer(new Interpreter(new FixedNames()), new FixedIds());
        Assert.Equal([true], Logs.Select(Log(records), normalizer.TryNormalize));
        return normalizer;
    }

    private static string Text(EventNormalizer normalizer, EventPart part)
    {
        var output = new ByteBuffer();
        normalizer.Append(part, output);
        return Encoding.UTF8.GetString(output.Written);
    }
}
