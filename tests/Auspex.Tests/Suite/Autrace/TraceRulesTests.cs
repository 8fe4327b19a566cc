using Auspex.Tables;
using Auspex.Tests.Rules;
using Auspex.Tool.Suite.Autrace;

namespace Auspex.Tests.Suite.Autrace;

/// <summary>The rules of autrace; the names are those that Debian's 3.0.9 loaded on x86_64.</summary>
public sealed class TraceRulesTests
{
    private const string Debian = "open,sendfile,connect,accept,sendto,recvfrom,bind,execve,truncate,chdir,rename,mkdir,rmdir,creat,link,unlink,"
        + "symlink,readlink,chmod,chown,lchown,mknod,openat,mkdirat,mknodat,fchownat,unlinkat,renameat,linkat,symlinkat,readlinkat,fchmodat,"
        + "accept4,name_to_handle_at,openat2";

    [Fact]
    public void A_process_and_its_children_are_traced_with_all_their_calls()
    {
        var rules = TraceRules.For(Machine.X8664, 42, resourcesOnly: false).Select(r => RuleReading.List(r));
        Assert.Equal(["-a always,exit -S all -F pid=42", "-a always,exit -S all -F ppid=42"], rules, StringComparer.Ordinal);
    }

    [Fact]
    public void With_r_the_calls_are_those_that_use_resources()
    {
        var rules = TraceRules.For(Machine.X8664, 42, resourcesOnly: true).Select(r => RuleReading.List(r)).ToArray();
        Assert.Equal(16, rules.Length); // for pid and ppid: 64 bits, 32 bits, and six of socketcall
        Assert.Equal($"-a always,exit -F arch=b64 -S {Debian} -F pid=42", rules[0]);
        Assert.Equal("-a always,exit -F arch=b32 -S socketcall -F pid=42 -F a0=0x2", rules[2]);
    }

    [Fact]
    public void A_machine_without_the_old_calls_is_traced_by_the_new_ones()
    {
        var host = new FixedRuleHost { Machine = Machine.Aarch64 };
        var rule = RuleReading.List(TraceRules.For(Machine.Aarch64, 42, resourcesOnly: true)[0], host);
        Assert.Contains("openat", rule, StringComparison.Ordinal);
        Assert.DoesNotContain(",readlink,", rule, StringComparison.Ordinal);
    }
}
