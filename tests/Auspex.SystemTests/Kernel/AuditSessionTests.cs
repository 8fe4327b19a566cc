using Auspex.Kernel;
using Auspex.Linux.Netlink;
using Auspex.Linux.Watching;
using Auspex.Rules;
using Auspex.Tables;

namespace Auspex.SystemTests.Kernel;

[Collection(KernelCollection.Name)]
public sealed class AuditSessionTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("auspex-session-").FullName;

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void A_session_sees_births_images_and_deaths_and_leaves_no_trace()
    {
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        using (var session = AuditSession.Start(Options))
        {
            Assert.Equal(ReceiveMode.Auditor, session.Mode);
            var status = session.Control.GetStatus();
            Assert.True(status is { Enabled: EnabledState.On, BacklogLimit: >= 8192 });
            var seen = Run(session, "one");
            AssertCalls(seen, "one");
            session.Close();
            Assert.DoesNotContain(session.Notices, n => n.Kind == NoticeKind.NotRestored);
        }

        kernel.AssertAsBefore();
        Assert.Empty(Directory.GetFiles(path, "session-*"));
    }

    [Fact]
    public void Beside_an_auditor_a_session_listens_and_does_not_push_it_out()
    {
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        using (var auditor = Helper.Start(nameof(Helper.Be_the_auditor), path))
        {
            using (var session = AuditSession.Start(Options))
            {
                Assert.Equal(ReceiveMode.Listener, session.Mode);
                Assert.Contains(session.Notices, n => n.Kind == NoticeKind.OtherAuditor);
                AssertCalls(Run(session, "two"), "two");
                var refused = Assert.Throws<KernelException>(() => AuditReceiver.OpenAuditor(session.Control));
                Assert.Equal(17, refused.Errno);
                Assert.Equal(0, session.Receiver.GetCounters().Dropped);
            }

            Assert.Equal(auditor.Pid, kernel.Control.GetStatus().AuditorPid);
            auditor.End();
        }

        kernel.AssertAsBefore();
    }

    [Fact]
    public void What_a_killed_session_left_is_put_back_by_the_next()
    {
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        using (var killed = Helper.Start(nameof(Helper.Watch), path))
        {
            killed.Kill();
            Assert.Contains(kernel.Control.ListRules(), r => r.HasKey(ProcessRules.Key));
            Assert.Equal(EnabledState.On, kernel.Control.GetStatus().Enabled);
        }

        using (var session = AuditSession.Start(Options))
        {
            Assert.Contains(session.Notices, n => n.Kind == NoticeKind.LeftoverRestored);
            Assert.Equal(ReceiveMode.Auditor, session.Mode);
            AssertCalls(Run(session, "three"), "three");
        }

        kernel.AssertAsBefore();
    }

    [Fact]
    public void Of_two_sessions_the_first_may_end_first()
    {
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        using (var first = Helper.Start(nameof(Helper.Watch), path))
        using (var second = AuditSession.Start(Options))
        {
            Assert.Equal(ReceiveMode.Listener, second.Mode);
            Assert.Contains(second.Notices, n => n.Kind == NoticeKind.OtherSession);
            first.End();
            AssertCalls(Run(second, "four"), "four");
        }

        kernel.AssertAsBefore();
    }

    [Fact]
    public void An_auditor_that_was_dropped_registers_again()
    {
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        using (var session = AuditSession.Start(Options))
        {
            Assert.Equal(Registration.Held, session.Check(out _));
            kernel.Control.Unregister(); // the same process may
            Assert.Equal(Registration.Renewed, session.Check(out var status));
            Assert.Equal(0, status.AuditorPid);
            Assert.Equal(Registration.Held, session.Check(out _));
            AssertCalls(Run(session, "five"), "five");
        }

        kernel.AssertAsBefore();
    }

    [Fact]
    public void An_auditor_that_does_not_read_for_a_while_misses_nothing()
    {
        var (seen, children, dropped) = Stall(0);
        Assert.Equal((children, 0), (seen, dropped));
    }

    /// <summary>The kernel drops records then, and its own count of lost ones may not know of it.</summary>
    [Fact]
    public void A_socket_without_room_is_told_by_its_own_count()
    {
        var (seen, children, dropped) = Stall(receiveBufferBytes: 8192);
        Assert.True(dropped > 0, $"{seen} of {children} came");
    }

    private (int Seen, int Children, long Dropped) Stall(int receiveBufferBytes)
    {
        const int children = 1000;
        using var kernel = KernelLock.Acquire();
        kernel.SkipWithAuditor();
        int seen;
        long dropped;
        using (var session = AuditSession.Start(Options with { ReceiveBufferBytes = receiveBufferBytes }))
        {
            ReceiverTests.Shell($"i=0; while [ $i -lt {children} ]; do (exit 113); i=$((i+1)); done; exit 114");
            Thread.Sleep(2000);
            Assert.Equal(Registration.Held, session.Check(out _));
            var records = ReceiverTests.Collect(session.Receiver, TimeSpan.FromSeconds(3), t => t.Contains("a0=72 ", StringComparison.Ordinal));
            seen = records.Count(r => r.Text.Contains("syscall=231 ", StringComparison.Ordinal) && r.Text.Contains("a0=71 ", StringComparison.Ordinal));
            dropped = session.Receiver.GetCounters().Dropped;
        }

        kernel.AssertAsBefore();
        return (seen, children, dropped);
    }

    private SessionOptions Options => new() { StateDirectory = path };

    private static List<(RecordType Type, string Text)> Run(AuditSession session, string word)
    {
        ReceiverTests.Shell($"/bin/echo begin {word} >/dev/null; (exit 3); /bin/echo end {word} >/dev/null; exit 0");
        var ended = "";
        return ReceiverTests.Collect(session.Receiver, TimeSpan.FromSeconds(5), text =>
        {
            if (text.Contains($"a1=\"end\" a2=\"{word}\"", StringComparison.Ordinal)) ended = "exit";
            return ended.Length > 0 && text.Contains("syscall=231 ", StringComparison.Ordinal);
        });
    }

    private static void AssertCalls(List<(RecordType Type, string Text)> seen, string word)
    {
        Assert.Contains(seen, r => r.Type == RecordType.Execve && r.Text.Contains($"a1=\"begin\" a2=\"{word}\"", StringComparison.Ordinal));
        var calls = seen.Where(r => r.Type == RecordType.Syscall).Select(r => r.Text).ToList();
        Assert.Contains(calls, c => c.Contains("syscall=59 ", StringComparison.Ordinal));
        Assert.Contains(calls, c => c.Contains("syscall=56 ", StringComparison.Ordinal) || c.Contains("syscall=57 ", StringComparison.Ordinal));
        Assert.Contains(calls, c => c.Contains("syscall=231 ", StringComparison.Ordinal) && c.Contains("a0=3 ", StringComparison.Ordinal));
    }
}
