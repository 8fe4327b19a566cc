namespace Auspex.SystemTests.Live;

public sealed partial class CaseTests
{
    private const int NotImplemented = 38;

    [Fact]
    public void Bpf_a_program_that_is_loaded_is_told_of_and_its_end_too()
    {
        using var machine = new LiveMachine();
        LiveMachine.Load($"-a always,exit -F arch=b64 -S bpf -F exe={machine.Program} -F key=bpf");
        var (_, result, errno) = machine.Act("bpf").Results[0];
        if (result != 0) Assert.Skip($"no BPF program can be loaded here: errno {errno}");
        machine.Settle();
        var load = Assert.Single(machine.Find("-k", "bpf"), static r => r.Type == "BPF");
        Assert.Equal("LOAD", load["op"]);
        var all = machine.Find("-m", "BPF").Where(r => r["prog-id"] == load["prog-id"]).Select(static r => r["op"]).ToList();
        for (var i = 0; all.Count < 2 && i < 100; i++) // the kernel unloads it later
        {
            Thread.Sleep(20);
            machine.Settle();
            all = [.. machine.Find("-m", "BPF").Where(r => r["prog-id"] == load["prog-id"]).Select(static r => r["op"])];
        }

        Assert.Equal(["LOAD", "UNLOAD"], all, StringComparer.Ordinal);
    }

    [Fact]
    public void Time_change_asking_for_the_clock_is_a_call_and_no_change()
    {
        using var machine = new LiveMachine();
        LiveMachine.Load($"-a always,exit -F arch=b64 -S adjtimex -F exe={machine.Program} -F key=time-change");
        machine.Act("adjtimex").AllDone();
        machine.Settle();
        var records = machine.Find("-k", "time-change");
        Assert.Equal("yes", Assert.Single(records, static r => r.Type == "SYSCALL")["success"]);
        Assert.DoesNotContain(machine.ReadLog(), static r => r.Type is "TIME_ADJNTPVAL" or "TIME_INJOFFSET");
    }

    [Fact]
    public void Syscall_module_one_that_is_not_there_is_named()
    {
        using var machine = new LiveMachine();
        LiveMachine.Load($"-a always,exit -F arch=b64 -S delete_module -F exe={machine.Program} -F key=module");
        var (_, result, errno) = machine.Act("module:auspex_no_such_module").Results[0];
        Assert.Equal(-1, result);
        machine.Settle();
        var records = machine.Find("-k", "module");
        Assert.Equal("no", Assert.Single(records, static r => r.Type == "SYSCALL")["success"]);
        if (errno == NotImplemented) Assert.Skip("this kernel has no modules; the call was recorded");
        Assert.Equal("auspex_no_such_module", Assert.Single(records, static r => r.Type == "KERN_MODULE")["name"]);
    }
}
