using System.Text;
using Auspex.Rules;
using Auspex.Tables;

namespace Auspex.Tool.Suite.Autrace;

/// <summary>The rules that trace one process and its children. Source: autrace(8); spec 1.6.</summary>
internal static class TraceRules
{
    /// <summary>What <c>-r</c> keeps: the calls that use resources.</summary>
    private static readonly string[] Resources =
    [
        "open", "creat", "rename", "unlink", "mknod", "mkdir", "rmdir", "chown", "lchown", "chmod", "link", "symlink",
        "readlink", "openat", "truncate", "renameat", "unlinkat", "mknodat", "mkdirat", "chdir", "fchownat", "fchmodat",
        "linkat", "symlinkat", "readlinkat", "execve", "name_to_handle_at", "openat2", "sendfile", "connect", "bind",
        "accept", "sendto", "recvfrom", "accept4",
    ];

    // bind, connect, accept, sendto, recvfrom, accept4
    private static readonly uint[] SocketCalls = [2, 3, 5, 11, 12, 18];

    /// <summary>The rules for process <paramref name="pid"/>.</summary>
    /// <param name="native">The kernel's machine.</param>
    /// <param name="pid">The process.</param>
    /// <param name="resourcesOnly">As <c>-r</c>: by the names of the native table, and of that for 32 bits where
    /// there is one.</param>
    public static IReadOnlyList<RuleWire> For(Machine native, int pid, bool resourcesOnly)
    {
        var rules = new List<RuleWire>();
        foreach (var field in (RuleField[])[RuleField.Pid, RuleField.Ppid])
        {
            if (!resourcesOnly)
            {
                rules.Add(Rule(field, pid).Build());
                continue;
            }

            foreach (var machine in Tables(native)) AddResourceRules(rules, machine, field, pid);
        }

        return rules;
    }

    private static Machine[] Tables(Machine native) => native switch
    {
        Machine.X8664 => [native, Machine.X86],
        Machine.Ppc64 => [native, Machine.Ppc],
        Machine.S390X => [native, Machine.S390],
        _ => [native],
    };

    private static void AddResourceRules(List<RuleWire> rules, Machine machine, RuleField field, int pid)
    {
        var calls = new List<int>();
        foreach (var name in Resources)
        {
            if (Syscalls.TryGetNumber(machine, Encoding.ASCII.GetBytes(name), out var number)) calls.Add(number);
        }

        rules.Add(Rule(machine, field, pid).WithSyscalls([.. calls]).Build());
        if (machine is not (Machine.X86 or Machine.S390) || !Syscalls.TryGetNumber(machine, "socketcall"u8, out var socketcall))
            return;
        foreach (var operation in SocketCalls)
        {
            var rule = Rule(machine, field, pid).Where(RuleField.A0, RuleOperator.Equal, operation);
            rules.Add(rule.WithSyscalls(socketcall).Build());
        }
    }

    private static RuleBuilder Rule(RuleField field, int pid) =>
        new RuleBuilder(RuleList.Exit, RuleAction.Always).Where(field, RuleOperator.Equal, (uint)pid);

    private static RuleBuilder Rule(Machine machine, RuleField field, int pid) =>
        new RuleBuilder(RuleList.Exit, RuleAction.Always)
            .Where(RuleField.Arch, RuleOperator.Equal, (uint)Machines.ToArch(machine))
            .Where(field, RuleOperator.Equal, (uint)pid);
}
