namespace Auspex.Daemon.Remote;

/// <summary>What the collector says to one sender: takes bytes, writes records, holds replies. Knows no socket; one thread at a time.</summary>
/// <remarks>
/// Receive into <see cref="Room"/>, then <see cref="Take"/>; send <see cref="Replies"/> and say so with <see cref="Sent"/>. Both buffers
/// are bounded: a sender that does not read its replies is not read from either (<see cref="WantsBytes"/>). Thousands may call and then say
/// nothing: who has sent nothing, or whole frames, holds no bytes, and who has sent a part of a frame holds that part. Source: spec 8.6, 8.7.
/// </remarks>
internal sealed class CollectorClient
{
    /// <summary>Bytes of replies that wait at most.</summary>
    public const int MaxReplyBytes = 1024;

    private const int LongestReply = FrameHeader.Size + 32;
    private const int KeptUnit = 512;

    private readonly INetworkLog log;
    private readonly CollectorCounters counters;
    private readonly FrameReader reader; // holds bytes of ours within a call, and from Room to Take
    private byte[] kept = [];
    private int keptBytes;
    private byte[] replies = [];
    private int replyStart;
    private int replyEnd;
    private bool isHeard;

    /// <summary>A sender that has just been accepted.</summary>
    /// <param name="log">Where its records go.</param>
    /// <param name="counters">Counts what it sends.</param>
    /// <param name="shared">The thread's reader: from <see cref="Room"/> to <see cref="Take"/> it is this sender's. Null: one of its own.</param>
    public CollectorClient(INetworkLog log, CollectorCounters counters, FrameReader? shared = null)
    {
        this.log = log;
        this.counters = counters;
        reader = shared ?? new FrameReader();
    }

    /// <summary>Bytes of memory that it holds.</summary>
    public int HeldBytes => kept.Length + replies.Length;

    /// <summary>What stands behind each record of this sender, such as <c> krb5=…</c>; empty for nothing.</summary>
    public byte[] Suffix { get; init; } = [];

    /// <summary>True once the connection is to be ended after what <see cref="Replies"/> holds.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>False while replies wait that the sender does not take.</summary>
    public bool WantsBytes => !HasEnded && HasReplyRoom;

    /// <summary>Where received bytes go; not empty while <see cref="WantsBytes"/>. Valid until another sender's turn.</summary>
    public Span<byte> Room
    {
        get
        {
            Restore();
            return reader.Room;
        }
    }

    /// <summary>What is to be sent. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Replies => replies.AsSpan(replyStart, replyEnd - replyStart);

    private bool HasReplyRoom => MaxReplyBytes - (replyEnd - replyStart) >= LongestReply;

    /// <summary>Takes bytes that have been put into <see cref="Room"/>.</summary>
    public void Take(int count)
    {
        isHeard = true;
        reader.Advance(count);
        ReadFrames();
        Keep();
    }

    /// <summary>Says that so much of <see cref="Replies"/> has been sent, and goes on with what had to wait for it.</summary>
    public void Sent(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, replyEnd - replyStart);
        replyStart += count;
        if (replyStart == replyEnd) replyStart = replyEnd = 0;
        if (keptBytes == 0) return;
        Restore();
        ReadFrames();
        Keep();
    }

    /// <summary>Whether bytes have come since the last call.</summary>
    public bool TakeTraffic()
    {
        var was = isHeard;
        isHeard = false;
        return was;
    }

    /// <summary>The collector goes down: tells the sender.</summary>
    public void End()
    {
        if (HasEnded) return;
        if (HasReplyRoom) Reply(FrameType.Ending, 0, default);
        HasEnded = true;
    }

    private void Restore()
    {
        reader.Clear();
        _ = reader.Feed(kept.AsSpan(0, keptBytes));
    }

    private void Keep()
    {
        var rest = reader.Waiting;
        keptBytes = rest.Length;
        if (kept.Length < rest.Length) kept = new byte[(rest.Length + KeptUnit - 1) & -KeptUnit];
        rest.CopyTo(kept);
    }

    private void ReadFrames()
    {
        while (!HasEnded && HasReplyRoom)
        {
            switch (reader.Read(out var header, out var body))
            {
                case FrameStep.Frame:
                    Answer(header, body);
                    break;
                case FrameStep.NeedMore:
                    return;
                case FrameStep.BadMagic:
                    if (!PassOver()) return;
                    break;
                default:
                    counters.CountRefusedFrame();
                    HasEnded = true;
                    return;
            }
        }
    }

    /// <summary>Passes over a line that is no frame: senders of plain text get nothing stored.</summary>
    /// <returns>False when its end has not come yet. A line that fills the buffer ends the connection.</returns>
    private bool PassOver()
    {
        var before = reader.Waiting.Length;
        if (reader.SkipLine())
        {
            counters.CountForeign(before - reader.Waiting.Length);
            return true;
        }

        if (before < FrameReader.MaxBytes) return false;
        counters.CountForeign(before);
        HasEnded = true;
        return false;
    }

    private void Answer(in FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Type == FrameType.Heartbeat)
        {
            counters.CountHeartbeat();
            Reply(FrameType.Ack, header.Sequence, default);
            return;
        }

        if (body.EndsWith("\n"u8)) body = body[..^1];
        if (body.IsEmpty)
        {
            Reply(FrameType.Ack, header.Sequence, default); // nothing to write
            return;
        }

        var outcome = Write(body);
        counters.CountRecord(outcome is NetworkOutcome.Written or NetworkOutcome.WrittenDiskLow);
        switch (outcome)
        {
            case NetworkOutcome.Written:
                Reply(FrameType.Ack, header.Sequence, default);
                break;
            case NetworkOutcome.WrittenDiskLow:
                Reply(FrameType.DiskLow, header.Sequence, default);
                break;
            case NetworkOutcome.DiskFull:
                Reply(FrameType.DiskFull, header.Sequence, "disk full"u8);
                break;
            case NetworkOutcome.Suspended:
                Reply(FrameType.DiskError, header.Sequence, "remote logging suspended"u8);
                break;
            default:
                Reply(FrameType.DiskError, header.Sequence, "disk write error"u8);
                break;
        }
    }

    /// <summary>Writes one line, whatever it holds: a line end within would be a record that the sender made up for others.</summary>
    private NetworkOutcome Write(ReadOnlySpan<byte> body)
    {
        if (Suffix.Length == 0 && !body.ContainsAny((byte)'\n', (byte)0)) return log.WriteNetworkRecord(body);
        Span<byte> line = stackalloc byte[FrameHeader.MaxBody];
        var length = Math.Min(body.Length, line.Length - Suffix.Length);
        body[..length].CopyTo(line);
        line[..length].Replace((byte)'\n', (byte)' ');
        line[..length].Replace((byte)0, (byte)' ');
        Suffix.CopyTo(line[length..]);
        return log.WriteNetworkRecord(line[..(length + Suffix.Length)]);
    }

    private void Reply(FrameType type, uint sequence, ReadOnlySpan<byte> text)
    {
        if (replies.Length == 0) replies = new byte[MaxReplyBytes];
        if (replies.Length - replyEnd < LongestReply)
        {
            Replies.CopyTo(replies);
            replyEnd -= replyStart;
            replyStart = 0;
        }

        new FrameHeader(type, text.Length, sequence).Write(replies.AsSpan(replyEnd));
        text.CopyTo(replies.AsSpan(replyEnd + FrameHeader.Size));
        replyEnd += FrameHeader.Size + text.Length;
    }
}
