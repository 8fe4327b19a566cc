using System.Diagnostics;
using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Netlink;
using Auspex.Rules;
using Auspex.Tables;

namespace Auspex.SystemTests.Kernel;

[Collection(KernelCollection.Name)]
public sealed class ReceiverTests
{
    [Fact]
    public void The_auditor_receives_what_a_child_executes()
    {
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        var before = kernel.Control.GetStatus();
        using (var receiver = AuditReceiver.OpenAuditor(kernel.Control))
        {
            Assert.True(receiver.ReceiveBufferBytes >= 16 << 20);
            kernel.Control.SetEnabled(EnabledState.On);
            var rules = ProcessRules.For("x86_64"u8);
            foreach (var rule in rules) kernel.Control.AddRule(rule);
            Assert.Throws<KernelException>(() => kernel.Control.AddRule(rules[0]));
            Assert.Equal(rules, kernel.Control.ListRules().Where(r => r.HasKey(ProcessRules.Key)));

            Shell("/bin/echo one two >/dev/null; exit 3");
            var seen = Collect(receiver, TimeSpan.FromSeconds(5), t => t.Contains("a1=\"one\" a2=\"two\"", StringComparison.Ordinal));
            Assert.Contains(seen, r => r.Type == RecordType.Execve && r.Text.Contains("a1=\"one\"", StringComparison.Ordinal));
            Assert.Contains(seen, r => r.Type == RecordType.Syscall && r.Text.Contains("key=\"auspex-process\"", StringComparison.Ordinal));
            Assert.All(seen, r => Assert.StartsWith("audit(", r.Text, StringComparison.Ordinal));
            Assert.DoesNotContain(seen, r => r.Text.Contains('\0', StringComparison.Ordinal));

            foreach (var rule in rules) kernel.Control.DeleteRule(rule);
            kernel.Control.SetEnabled(before.Enabled);
            kernel.Control.Unregister();
            var counters = receiver.GetCounters();
            Assert.Equal((0, 0, 0), (counters.Truncated, counters.Foreign, counters.Malformed));
        }

        kernel.AssertAsBefore();
    }

    internal static void Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", script } })!;
        shell.WaitForExit();
    }

    internal static List<(RecordType Type, string Text)> Collect(AuditReceiver receiver, TimeSpan atMost, Func<string, bool> last)
    {
        var seen = new List<(RecordType, string)>();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < atMost)
        {
            if (!receiver.TryReceive(out var batch))
            {
                Thread.Sleep(5);
                continue;
            }

            var done = false;
            foreach (var record in batch)
            {
                var text = Encoding.UTF8.GetString(record.Payload);
                seen.Add((record.Type, text));
                done |= last(text);
            }

            if (done) return seen;
        }

        return seen;
    }
}
