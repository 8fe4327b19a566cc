using System.Globalization;
using Auspex.Linux.Netlink;

namespace Auspex.SystemTests.Live;

public sealed partial class CaseTests
{
    [Fact]
    public void Lost_reset_returns_what_was_lost_and_counts_from_0()
    {
        using var machine = new LiveMachine();
        var rate = machine.Kernel.Control.GetStatus().RateLimit;
        try
        {
            LiveMachine.Auditctl("--reset-lost");
            LiveMachine.Load($"-a always,exit -F arch=b64 -S stat -F exe={machine.Program} -F key=lost");
            LiveMachine.Auditctl("-r", "1"); // more than one record a second is lost
            machine.Act([.. Enumerable.Repeat("stat:/nonexistent/lost", 50)]);
        }
        finally
        {
            machine.Kernel.Control.SetRateLimit(rate);
        }

        var lost = machine.Kernel.Control.GetStatus().Lost;
        Assert.True(lost >= 50, $"{lost} lost");
        Assert.Contains($"\nlost {lost}\n", LiveMachine.Auditctl("-s").Output, StringComparison.Ordinal);
        Assert.Equal($"lost: {lost}\n", LiveMachine.Auditctl("--reset-lost").Errors);
        Assert.Equal(0u, machine.Kernel.Control.GetStatus().Lost);
        Assert.Equal("lost: 0\n", LiveMachine.Auditctl("--reset-lost").Errors);
    }

    /// <summary>An auditor that takes nothing, little room, and a wait of a few ticks: whoever makes events then waits.</summary>
    [Fact]
    public void Backlog_wait_time_actual_reset_returns_how_long_was_waited_and_counts_from_0()
    {
        using var machine = new LiveMachine(hasDaemon: false);
        var control = machine.Kernel.Control;
        var before = control.GetStatus();
        if (before.WordCount < 11) Assert.Skip("this kernel does not count how long it waits");
        machine.Kernel.SkipWithAuditor();
        using (var auditor = AuditReceiver.OpenAuditor(control, receiveBufferBytes: 4096))
        {
            try
            {
                control.SetEnabled(Auspex.Kernel.EnabledState.On);
                LiveMachine.Auditctl("--reset_backlog_wait_time_actual");
                LiveMachine.Load($"-a always,exit -F arch=b64 -S stat -F exe={machine.Program} -F key=waits");
                LiveMachine.Auditctl("-b", "8", "--backlog_wait_time", "3");
                for (var i = 0; i < 20 && control.GetStatus().BacklogWaitTimeActual == 0; i++) machine.Act([.. Enumerable.Repeat("stat:/nonexistent/waits", 100)]);
            }
            finally
            {
                control.SetBacklogLimit(before.BacklogLimit);
                control.SetBacklogWaitTime(before.BacklogWaitTime);
                control.Unregister();
            }
        }

        var waited = control.GetStatus().BacklogWaitTimeActual;
        Assert.True(waited > 0, "nobody waited");
        Assert.Contains($"\nbacklog_wait_time_actual {waited}\n", LiveMachine.Auditctl("-s").Output, StringComparison.Ordinal);
        Assert.Equal($"backlog_wait_time_actual: {waited.ToString(CultureInfo.InvariantCulture)}\n", LiveMachine.Auditctl("--reset_backlog_wait_time_actual").Errors);
        Assert.Equal(0u, control.GetStatus().BacklogWaitTimeActual);
    }
}
