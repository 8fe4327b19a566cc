using System.Text;

namespace Auspex.Daemon.Remote;

/// <summary>Sends records one at a time, each until the collector has answered for it, and knows what its answers mean.</summary>
/// <remarks>
/// A record is tried max_tries_per_record times more, first at once, then every network_retry_time; a new attempt keeps the number. An answer is waited for as long as max_time_per_record, however it drips in. What says that a record was
/// written never makes it be sent again, whatever the action. Allocates nothing per record. Source: spec 8.5, 8.6.
/// </remarks>
internal sealed partial class RemoteSender
{
    /// <summary>The longest record: the C collector has room for 8970 bytes, header and all.</summary>
    public const int MaxRecordBytes = FrameHeader.MaxBody - FrameHeader.Size;

    private const int FirstSequence = 2;
    private const int Notice = 5;
    private const int Warning = 4;

    private readonly RemoteConfig config;
    private readonly IRemoteLink link;
    private readonly TimeProvider time;
    private readonly IDaemonNotices notices;
    private readonly FailureTable failures;
    private readonly Action<FailureVerdict> carryOut;
    private readonly FrameReader reader = new();
    private readonly byte[] frame = new byte[FrameHeader.Size + FrameHeader.MaxBody];
    private uint sequence = FirstSequence - 1;

    /// <summary>A sender over a link that is not open yet.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="link">The way to the collector; stays the caller's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="notices">Where people are told.</param>
    /// <param name="carryOut">Runs programs and changes run levels; is given every verdict.</param>
    public RemoteSender(RemoteConfig config, IRemoteLink link, TimeProvider time, IDaemonNotices notices, Action<FailureVerdict> carryOut)
    {
        this.config = config;
        this.link = link;
        this.time = time;
        this.notices = notices;
        this.carryOut = carryOut;
        failures = new FailureTable(config);
    }

    /// <summary>True once it may send no more until <see cref="Resume"/>.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>True once an action ends the program.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>True while the collector has gone, or was never there.</summary>
    public bool HasRemoteEnded { get; private set; }

    /// <summary>True once there was a connection.</summary>
    public bool HasConnected { get; private set; }

    /// <summary>True if a connection may be tried although the collector has ended.</summary>
    public bool MayReconnect => !HasConnected || config.RemoteEnding.Action == FailureAction.Reconnect;

    /// <summary>Connects for the first time.</summary>
    public void Start()
    {
        if (TryConnect()) return;
        HasRemoteEnded = true;
        _ = Fail(FailureKind.Startup, "First attempt at connecting to server unsuccessful");
    }

    /// <summary>Connects, once.</summary>
    public bool TryConnect()
    {
        link.Close();
        reader.Clear();
        if (!link.TryOpen()) return false;
        HasConnected = true;
        HasRemoteEnded = false;
        return true;
    }

    /// <summary>Lets it send again.</summary>
    public void Resume() => IsSuspended = false;

    /// <summary>Sends no more until <see cref="Resume"/>.</summary>
    public void Suspend() => IsSuspended = true;

    /// <summary>Sends a record.</summary>
    /// <param name="line">With its line end; what is longer than a frame can hold is cut.</param>
    /// <returns>True if it counts as sent; false if it is to be kept.</returns>
    public bool Send(ReadOnlySpan<byte> line)
    {
        if (config.IsAscii) return SendPlain(line);
        if (line.Length > MaxRecordBytes) line = line[..MaxRecordBytes];
        line.CopyTo(frame.AsSpan(FrameHeader.Size));
        return Exchange(FrameType.Message, line.Length);
    }

    /// <summary>Asks the collector whether it still lives.</summary>
    public void Beat() => _ = Exchange(FrameType.Heartbeat, 0);

    /// <summary>Reads what the collector says of itself, between records.</summary>
    public void ReadUnasked()
    {
        if (config.IsAscii)
        {
            ReadPlain();
            return;
        }

        if (!Fill())
        {
            link.Close(); // the next record, or heartbeat, connects again
            return;
        }

        while (link.IsOpen)
        {
            switch (reader.Read(out var header, out var body))
            {
                case FrameStep.NeedMore:
                    return;
                case FrameStep.Frame:
                    OnUnasked(header.Type, body);
                    break;
                case FrameStep.BadMagic:
                    LoseSync("bad magic number");
                    break;
                default:
                    LoseSync("message too long");
                    break;
            }
        }
    }

    private void OnUnasked(FrameType type, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case FrameType.Ending:
                _ = OnEnding(body);
                break;
            case FrameType.DiskLow:
                _ = Fail(FailureKind.DiskLow, TextOf(body));
                break;
            case FrameType.DiskFull:
                link.Close();
                _ = Fail(FailureKind.DiskFull, TextOf(body));
                break;
            case FrameType.DiskError:
                link.Close();
                _ = Fail(FailureKind.DiskError, TextOf(body));
                break;
            default:
                break; // the end of something that was given up
        }
    }

    private bool OnEnding(ReadOnlySpan<byte> body)
    {
        link.Close();
        HasRemoteEnded = true;
        return Fail(FailureKind.RemoteEnding, TextOf(body));
    }

    /// <summary>Decides, tells and carries out.</summary>
    /// <returns>True if the record counts as sent.</returns>
    private bool Fail(FailureKind kind, string message)
    {
        var verdict = failures.Decide(kind, message);
        if (verdict.Text is { } text) notices.Tell(verdict.Priority, text);
        if (verdict.Action == FailureAction.Suspend) IsSuspended = true;
        if (verdict.Action == FailureAction.Stop) IsStopped = true;
        carryOut(verdict);
        return verdict.Continues;
    }

    /// <summary>A failure of the queue, which is the caller's.</summary>
    /// <returns>True if the record that it hit counts as sent.</returns>
    public bool FailQueue(string message) => Fail(FailureKind.QueueError, message);

    private void LoseSync(string what)
    {
        notices.Tell(Warning, "lost/losing sync, " + what);
        link.Close();
    }

    /// <summary>Takes what has come into the reader.</summary>
    /// <returns>False when the connection has ended.</returns>
    private bool Fill()
    {
        var count = link.Receive(reader.Room);
        if (count < 0) return false;
        reader.Advance(count);
        return true;
    }

    /// <summary>What the collector says, fit for a line of syslog.</summary>
    private static string TextOf(ReadOnlySpan<byte> body)
    {
        const int most = 512;
        if (body.IsEmpty) return "";
        var text = Encoding.ASCII.GetString(body[..Math.Min(body.Length, most)]).TrimEnd('\0', '\n');
        return string.Create(text.Length, text, static (room, from) =>
        {
            for (var i = 0; i < room.Length; i++) room[i] = char.IsControl(from[i]) ? '?' : from[i];
        });
    }
}
