using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>A collector that answers as a test says.</summary>
internal sealed class FakeLink : IRemoteLink
{
    private readonly FakeTime time;
    private readonly Queue<byte[]> coming = new();

    internal FakeLink(FakeTime time) => this.time = time;

    /// <summary>What each attempt to connect comes to; true once it has run out.</summary>
    public Queue<bool> Opens { get; } = new();

    /// <summary>What the collector says to a frame: null for nothing, empty to end the connection.</summary>
    public Func<FrameHeader, byte[]?> Answer { get; set; } = static h => Frame(FrameType.Ack, h.Sequence);

    /// <summary>False: sending fails.</summary>
    public bool CanSend { get; set; } = true;

    /// <summary>True: each wait ends since the program is to end.</summary>
    public bool IsStopping { get; set; }

    /// <summary>How long each piece of an answer takes, where it is sent a byte at a time; zero for all at once.</summary>
    public TimeSpan Drip { get; set; }

    public List<FrameHeader> Sent { get; } = [];

    public List<byte[]> Bodies { get; } = [];

    public int Opened { get; private set; }

    public bool IsOpen { get; private set; }

    /// <summary>False: nothing is noted, so that nothing is allocated.</summary>
    public bool IsNoting { get; set; } = true;

    public byte[] Fixed { get; } = new byte[FrameHeader.Size];

    private bool hasFixed;

    internal static byte[] Frame(FrameType type, uint sequence, string text = "")
    {
        var bytes = new byte[FrameHeader.Size + text.Length];
        new FrameHeader(type, text.Length, sequence).Write(bytes);
        System.Text.Encoding.ASCII.GetBytes(text, bytes.AsSpan(FrameHeader.Size));
        return bytes;
    }

    public void Put(byte[] bytes) => coming.Enqueue(bytes);

    public bool TryOpen()
    {
        Opened++;
        coming.Clear();
        IsOpen = !Opens.TryDequeue(out var opens) || opens;
        return IsOpen;
    }

    public void Close() => IsOpen = false;

    public bool TrySend(ReadOnlySpan<byte> bytes)
    {
        var isFrame = FrameHeader.TryRead(bytes, out var header);
        if (!IsNoting)
        {
            new FrameHeader(FrameType.Ack, 0, header.Sequence).Write(Fixed);
            hasFixed = true;
            return true;
        }

        Assert.True(IsOpen);
        Assert.True(isFrame);
        Assert.Equal(FrameHeader.Size + header.Length, bytes.Length);
        if (!CanSend) return false;
        Sent.Add(header);
        Bodies.Add(bytes[FrameHeader.Size..].ToArray());
        if (Answer(header) is not { } answer) return true;
        if (Drip == TimeSpan.Zero || answer.Length == 0) Put(answer);
        else foreach (var b in answer) Put([b]);
        return true;
    }

    public LinkWait Wait(TimeSpan most)
    {
        if (IsStopping) return LinkWait.Stopped;
        if (IsOpen && (hasFixed || coming.Count > 0))
        {
            if (Drip < most || Drip == TimeSpan.Zero)
            {
                time.Pass(Drip);
                return LinkWait.Readable;
            }
        }

        time.Pass(most);
        return LinkWait.TimedOut;
    }

    public int Receive(Span<byte> room)
    {
        if (hasFixed)
        {
            Fixed.CopyTo(room);
            hasFixed = false;
            return Fixed.Length;
        }

        if (!coming.TryDequeue(out var bytes)) return 0;
        if (bytes.Length == 0) return -1;
        bytes.CopyTo(room);
        return bytes.Length;
    }
}
