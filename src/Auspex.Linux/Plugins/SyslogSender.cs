using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Auspex.Daemon;
using Auspex.Daemon.Plugins;
using Auspex.Linux.Loop;
using Auspex.Text;
using Auspex.Threads;

namespace Auspex.Linux.Plugins;

/// <summary>Sends messages to another machine's syslog from a bounded queue, by a thread of its own: the caller never waits.</summary>
/// <remarks>
/// While the other machine is away the queue fills; what finds no room is counted, and told in a message when the machine is back. A message
/// that was under way is sent again. What the kernel had taken when a connection broke may be lost: by the numbers of the messages the
/// receiver sees it.
/// </remarks>
internal sealed class SyslogSender : IDisposable
{
    /// <summary>Messages that wait.</summary>
    public const int MaxMessages = 16 << 10;

    /// <summary>Bytes of the messages that wait.</summary>
    public const int MaxBytes = 16 << 20;

    private const int FirstPause = 250;
    private const int LongestPause = 15_000;
    private const int EndMilliseconds = 1500;
    private const long TellMilliseconds = 30_000; // a receiver that comes and goes is told of no more often

    private readonly SyslogTarget target;
    private readonly X509Certificate2Collection? authorities;
    private readonly bool verifies;
    private readonly IDaemonNotices notices;
    private readonly Func<string, byte[]> notice;
    private readonly OutgoingQueue queue = new(MaxMessages, MaxBytes);
    private readonly object guard = new();
    private readonly Worker worker;
    private readonly ByteBuffer current = new(4096, 64 << 10);
    private SyslogLink? link;
    private long dropped;
    private bool isSending;
    private bool isEnding;
    private bool isAwayTold;
    private long lastTold = -TellMilliseconds;
    private int pause = FirstPause;

    /// <summary>Begins to send.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="authorities">A file of certificates to trust, or null for the machine's.</param>
    /// <param name="verifies">False to take any certificate.</param>
    /// <param name="notices">Where people of this machine are told.</param>
    /// <param name="notice">Makes a message of a text of our own; called on the sender's thread.</param>
    public SyslogSender(SyslogTarget target, string? authorities, bool verifies, IDaemonNotices notices, Func<string, byte[]> notice)
    {
        this.target = target;
        this.verifies = verifies;
        this.notices = notices;
        this.notice = notice;
        if (authorities is not null)
        {
            this.authorities = SyslogLink.ReadAuthorities(authorities, out var complaint)
                ?? throw new InvalidDataException($"Cannot read the certificates to trust: {complaint}");
        }

        worker = new Worker("syslog", new WorkerFailures(text => notices.Tell(3, text)), Run);
        _ = worker.Start();
    }

    /// <summary>Hands over a message. One that finds no room is counted.</summary>
    public void Add(ReadOnlySpan<byte> message)
    {
        lock (guard)
        {
            if (!queue.TryAdd(message)) dropped++;
            Monitor.Pulse(guard);
        }
    }

    /// <summary>Ends it: what waits goes out first where the other machine takes it at once.</summary>
    public void Dispose()
    {
        lock (guard)
        {
            isEnding = true;
            Monitor.Pulse(guard);
        }

        worker.Hurry();
        _ = worker.Join(EndMilliseconds);
    }

    private void Run()
    {
        if (isSending) Drop(isLost: true); // the message on which it has failed
        while (Take())
        {
            while (!Send(current.Written))
            {
                if (!Wait()) return;
            }

            Drop(isLost: false);
        }

        link?.Dispose();
    }

    /// <summary>Waits for the next message and copies it; it stays in the queue.</summary>
    private bool Take()
    {
        lock (guard)
        {
            while (queue.Count == 0)
            {
                if (isEnding) return false;
                Monitor.Wait(guard);
            }

            current.Clear();
            current.Append(queue.Next);
            isSending = true;
            return true;
        }
    }

    private void Drop(bool isLost)
    {
        lock (guard)
        {
            queue.Drop();
            isSending = false;
            if (isLost) dropped++;
        }
    }

    private bool Send(ReadOnlySpan<byte> message)
    {
        if (link is { HasEnded: true }) Break("it hung up");
        link ??= Connect();
        if (link is null) return false;
        if (TellDrops() && link.TryWrite(message)) return true;
        Break("the connection broke");
        return false;
    }

    private SyslogLink? Connect()
    {
        var made = SyslogLink.Open(target, authorities, verifies, out var complaint);
        if (made is null)
        {
            TellAway($"Cannot reach {target} ({complaint}), trying again");
            return null;
        }

        if (isAwayTold) notices.Tell(5, $"{target} takes messages again");
        isAwayTold = false;
        pause = FirstPause;
        return made;
    }

    /// <summary>Tells the receiver what was dropped while it was away.</summary>
    private bool TellDrops()
    {
        long count;
        lock (guard) count = dropped;
        if (count == 0) return true;
        var text = string.Create(CultureInfo.InvariantCulture, $"{count} records were dropped while {target} took none");
        if (!link!.TryWrite(notice(text))) return false;
        notices.Tell(4, text);
        lock (guard) dropped -= count;
        return true;
    }

    private void Break(string why)
    {
        link?.Dispose();
        link = null;
        TellAway($"Lost {target} ({why}), trying again");
    }

    private void TellAway(string text)
    {
        var now = Clock.MonotonicMilliseconds;
        if (isAwayTold || now - lastTold < TellMilliseconds) return;
        notices.Tell(4, text);
        isAwayTold = true;
        lastTold = now;
    }

    /// <summary>Waits before the next attempt, longer each time.</summary>
    /// <returns>False when it is time to end.</returns>
    private bool Wait()
    {
        var end = Clock.MonotonicMilliseconds + pause;
        pause = Math.Min(pause * 2, LongestPause);
        lock (guard)
        {
            while (!isEnding && end - Clock.MonotonicMilliseconds is var left and > 0) _ = Monitor.Wait(guard, (int)left);
            return !isEnding;
        }
    }
}
