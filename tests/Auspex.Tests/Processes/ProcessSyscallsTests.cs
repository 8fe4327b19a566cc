using System.Text;
using Auspex.Events;
using Auspex.Processes;
using Auspex.Records;
using Auspex.Rules;
using Auspex.Tables;
using Auspex.Tests.Support;

namespace Auspex.Tests.Processes;

public sealed class ProcessSyscallsTests
{
    [Theory]
    [InlineData("x86_64", Machine.X8664, Machine.X86)]
    [InlineData("i686", Machine.X86)]
    [InlineData("aarch64", Machine.Aarch64, Machine.Arm)]
    [InlineData("riscv64", Machine.RiscV64)]
    [InlineData("ppc64le", Machine.Ppc64Le)]
    [InlineData("ppc64", Machine.Ppc64, Machine.Ppc)]
    [InlineData("s390x", Machine.S390X, Machine.S390)]
    public void What_the_rules_ask_for_is_understood_and_nothing_else(string name, params Machine[] machines)
    {
        var rules = ProcessRules.For(Encoding.ASCII.GetBytes(name));
        Assert.Equal(machines.Length, rules.Count);
        for (var i = 0; i < machines.Length; i++)
        {
            for (var number = 0; number < 512; number++)
            {
                var isKnown = ProcessSyscalls.KindOf(machines[i], number) != SyscallKind.Other;
                Assert.True(isKnown == rules[i].HasSyscall(number), $"{machines[i]} {number}");
            }
        }
    }

    [Theory]
    [InlineData(59, "Exec")]
    [InlineData(Syscalls.X32Bit | 56, "Clone")]
    [InlineData(Syscalls.X32Bit | 520, "Exec")]
    [InlineData(Syscalls.X32Bit | 545, "Exec")]
    [InlineData(-1, "Other")]
    [InlineData(int.MaxValue, "Other")]
    public void Calls_by_x32_numbers_are_understood(int number, string kind) =>
        Assert.Equal(kind, ProcessSyscalls.KindOf(Machine.X8664, number).ToString());

    [Theory]
    [InlineData("c00000b7", 220, "a0=1200011 a1=10000", "fork 2001")] // aarch64
    [InlineData("c00000b7", 220, "a0=3d0f00 a1=0", "")]
    [InlineData("80000016", 120, "a0=10000 a1=1200011", "fork 2001")] // s390x: the flags come second
    [InlineData("80000016", 120, "a0=0 a1=3d0f00", "")]
    public void The_flags_of_clone_tell_threads_from_processes_on_every_machine(string arch, int number, string arguments, string expected)
    {
        var sink = new StepList();
        var lifecycle = new Lifecycle(sink, null, new LifecycleOptions());
        var assembler = new EventAssembler(lifecycle, new AssemblerOptions { Keep = Lifecycle.Keeps });
        assembler.Push(RecordReader.Parse(Encoding.ASCII.GetBytes(
            $"type=SYSCALL msg=audit(1700000000.000:1): arch={arch} syscall={number} success=yes exit=2001 {arguments} ppid=1 pid=1000 "
            + "auid=0 uid=0 gid=0 euid=0 tty=pts0 ses=1 comm=\"s\" exe=\"/s\" key=(null)")));
        assembler.Flush();
        lifecycle.Flush();
        Assert.Equal(expected, string.Join(", ", sink.Steps.Where(s => s != "fork 1000")));
    }
}
