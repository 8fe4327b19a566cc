namespace Auspex.Daemon.Remote;

internal sealed partial class RemoteSender
{
    /// <summary>What came of one attempt.</summary>
    private enum Attempt
    {
        /// <summary>The frame is to be sent again.</summary>
        Again = 0,

        /// <summary>The frame counts as sent.</summary>
        Done,

        /// <summary>The record is kept.</summary>
        Kept,
    }

    /// <summary>Sends the frame whose body lies ready, until it is answered or given up.</summary>
    private bool Exchange(FrameType type, int bodyLength)
    {
        new FrameHeader(type, bodyLength, ++sequence).Write(frame);
        var bytes = frame.AsSpan(0, FrameHeader.Size + bodyLength);
        var isQuiet = type == FrameType.Heartbeat;
        var start = time.GetTimestamp();
        for (var tries = 1L; ; tries++)
        {
            if (tries > config.MaxTries + 1L) return GiveUp("max retries exhausted");
            if (IsOver(start)) return GiveUp("max retry time exhausted");
            if (tries > 2 && link.Wait(TimeSpan.FromSeconds(config.RetrySeconds)) == LinkWait.Stopped) return false;
            if (!link.IsOpen && !TryConnect()) continue;
            switch (TryOnce(bytes, isQuiet))
            {
                case Attempt.Done:
                    failures.OnSent();
                    return true;
                case Attempt.Kept:
                    return lastContinues;
                default:
                    link.Close();
                    break;
            }
        }
    }

    private bool lastContinues; // what the action of the last refusal said

    private bool IsOver(long start) => (long)time.GetElapsedTime(start).TotalSeconds > config.MaxSeconds;

    private bool GiveUp(string message)
    {
        link.Close();
        return Fail(FailureKind.Network, message);
    }

    private Attempt TryOnce(ReadOnlySpan<byte> bytes, bool isQuiet)
    {
        if (!link.TrySend(bytes)) return Attempt.Again;
        var start = time.GetTimestamp();
        while (true)
        {
            switch (reader.Read(out var header, out var body))
            {
                case FrameStep.Frame:
                    return OnReply(header, body, isQuiet);
                case FrameStep.BadMagic:
                    return Resync("bad magic number", isQuiet);
                case FrameStep.TooLong:
                    return Resync("message too long", isQuiet);
                default:
                    break;
            }

            var left = TimeSpan.FromSeconds(config.MaxSeconds) - time.GetElapsedTime(start);
            var wait = left > TimeSpan.Zero ? link.Wait(left) : LinkWait.TimedOut;
            if (wait == LinkWait.Stopped)
            {
                // The answer will not be seen: a later one must not be taken for it.
                link.Close();
                return Keep(false);
            }

            if (wait == LinkWait.Readable && Fill()) continue;
            return !reader.Waiting.IsEmpty ? Resync("ran out of data reading reply", isQuiet) : Attempt.Again;
        }
    }

    private Attempt Resync(string what, bool isQuiet)
    {
        if (!isQuiet) notices.Tell(Warning, "lost/losing sync, " + what);
        return Attempt.Again;
    }

    private Attempt OnReply(in FrameHeader header, ReadOnlySpan<byte> body, bool isQuiet)
    {
        if (header.Type == FrameType.Ending) return Keep(OnEnding(body));
        if (header.Sequence != sequence || !header.Type.Has(FrameBits.Reply)) return Resync("mismatched response", isQuiet);
        switch (header.Type)
        {
            case FrameType.Ack:
                return Attempt.Done;
            case FrameType.DiskLow:
                _ = Fail(FailureKind.DiskLow, TextOf(body));
                return Keep(true); // it has been written: to send it again would only double it
            case FrameType.DiskFull:
                link.Close();
                return Keep(Fail(FailureKind.DiskFull, TextOf(body)));
            case FrameType.DiskError:
                link.Close();
                return Keep(Fail(FailureKind.DiskError, TextOf(body)));
            default:
                break;
        }

        if (header.Type.Has(FrameBits.Fatal)) return Keep(Fail(FailureKind.GenericError, TextOf(body)));
        if (!header.Type.Has(FrameBits.Warning)) return Attempt.Done;
        _ = Fail(FailureKind.GenericWarning, TextOf(body));
        return Keep(true);
    }

    private Attempt Keep(bool continues)
    {
        lastContinues = continues;
        return Attempt.Kept;
    }

    /// <summary>Sends a line that nobody answers for.</summary>
    private bool SendPlain(ReadOnlySpan<byte> line)
    {
        // A copy: the queue may move while the link waits.
        var length = Math.Min(line.Length, MaxRecordBytes);
        line[..length].CopyTo(frame);
        if (!link.IsOpen && !TryConnect()) return false;
        if (!link.TrySend(frame.AsSpan(0, length))) return EndPlain();
        failures.OnSent();
        return true;
    }

    private void ReadPlain()
    {
        // Whatever it says is of no interest; only that it is there.
        reader.Clear();
        if (link.Receive(reader.Room) < 0) _ = EndPlain();
    }

    private bool EndPlain()
    {
        link.Close();
        IsStopped = true;
        notices.Tell(Notice, $"Connection to {string.Join(",", config.Servers)} closed unexpectedly - exiting");
        return false;
    }
}
