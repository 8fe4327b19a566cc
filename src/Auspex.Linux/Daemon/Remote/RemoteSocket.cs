using System.Net;
using System.Net.Sockets;
using Auspex.Daemon;
using Auspex.Daemon.Remote;
using Auspex.Kernel;
using Auspex.Linux.Tls;
using RecordType = Auspex.Tables.RecordType;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>The way to the collector over TCP, with TLS or without. Owns the socket, which never blocks; whoever waits lets the program go on.</summary>
/// <remarks>Hosts are tried in order, from the first each time; each of their addresses in the resolver's order. Source: tcp(7); spec 8.5.</remarks>
internal sealed partial class RemoteSocket : IRemoteLink, IDisposable
{
    private const int Notice = 5;
    private const int Warning = 4;
    private const int SliceMilliseconds = 10;
    private const int MaxTold = 100;

    private readonly RemoteConfig config;
    private readonly IDaemonNotices notices;
    private readonly Func<TimeSpan, LinkWait> wait;
    private readonly TlsContext? tls;
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private Socket? socket;
    private TlsSession? session;
    private string ends = ""; // both ends of the session, as its records name them

    /// <summary>A way that is not open.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="notices">Where people are told.</param>
    /// <param name="wait">Waits on <see cref="Descriptor"/> and does the other work of the program.</param>
    /// <param name="tls">What is agreed on for TLS, or null to talk in the clear; stays the caller's.</param>
    public RemoteSocket(RemoteConfig config, IDaemonNotices notices, Func<TimeSpan, LinkWait> wait, TlsContext? tls = null)
    {
        this.tls = tls;
        this.config = config;
        this.notices = notices;
        this.wait = wait;
    }

    /// <inheritdoc/>
    public bool IsOpen => socket is not null;

    /// <summary>Takes the records that tell of TLS sessions: the type, and the text of a user message.</summary>
    public Action<RecordType, string>? OnSession { get; set; }

    /// <summary>True when <see cref="Receive"/> has something to give although the socket has nothing to read.</summary>
    public bool HasPending => session is { HasPending: true };

    /// <summary>The socket, or -1.</summary>
    public int Descriptor { get; private set; } = -1;

    /// <inheritdoc/>
    public bool TryOpen()
    {
        Close();
        foreach (var host in config.Servers)
        {
            if (!TryResolve(host, out var addresses, out var fault))
            {
                TellOnce($"Cannot find {host}: {fault}");
                continue;
            }

            foreach (var address in addresses)
            {
                if (TryOpen(address, out fault))
                {
                    told.Clear();
                    notices.Tell(Notice, $"Connected to {host}");
                    return true;
                }

                if (fault.Length == 0) return false; // the program is to end
                TellOnce($"Cannot connect to {host} ({address}): {fault}");
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Close()
    {
        CloseSession();
        socket?.Dispose();
        socket = null;
        Descriptor = -1;
    }

    /// <inheritdoc/>
    public bool TrySend(ReadOnlySpan<byte> bytes)
    {
        if (socket is null) return false;
        if (session is not null) return TrySendEnciphered(session, socket, bytes);
        var until = Until();
        while (true)
        {
            var count = socket.Send(bytes, SocketFlags.None, out var error);
            if (error is not (SocketError.Success or SocketError.WouldBlock)) return false;
            if (error == SocketError.Success) bytes = bytes[count..];
            if (bytes.IsEmpty) return true;
            if (!Await(socket, SelectMode.SelectWrite, until)) return false;
        }
    }

    /// <inheritdoc/>
    public LinkWait Wait(TimeSpan most) => wait(most);

    /// <inheritdoc/>
    public int Receive(Span<byte> room)
    {
        if (socket is null) return -1;
        if (session is not null) return ReceiveEnciphered(session, room);
        var count = socket.Receive(room, SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock or SocketError.Interrupted) return 0;
        return error == SocketError.Success && count > 0 ? count : -1;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private long Until() => Environment.TickCount64 + (config.MaxSeconds * 1000L);

    /// <summary>Waits for the socket alone, in slices between which the program goes on.</summary>
    /// <returns>False when the time is over, or the program is to end.</returns>
    private bool Await(Socket on, SelectMode what, long until)
    {
        while (!on.Poll(TimeSpan.FromMilliseconds(SliceMilliseconds), what))
        {
            // What the collector says while it takes nothing waits until the bytes are out.
            if (Environment.TickCount64 > until || wait(TimeSpan.Zero) == LinkWait.Stopped) return false;
        }

        return true;
    }

    private bool TryResolve(string host, out IPAddress[] addresses, out string fault)
    {
        fault = "";
        addresses = [];
        if (IPAddress.TryParse(host, out var literal))
        {
            addresses = [literal];
            return true;
        }

        var until = Until();
        using var given = new CancellationTokenSource();
        var search = Dns.GetHostAddressesAsync(host, given.Token);
        try
        {
            while (!search.Wait(SliceMilliseconds))
            {
                if (Environment.TickCount64 <= until && wait(TimeSpan.Zero) != LinkWait.Stopped) continue;
                given.Cancel();
                fault = "the resolver does not answer";
                return false;
            }

            addresses = search.GetAwaiter().GetResult();
            return addresses.Length > 0;
        }
        catch (AggregateException e) when (e.InnerException is SocketException or ArgumentException)
        {
            fault = FailureWords.Of(e.InnerException);
            return false;
        }
    }

    /// <summary>Tries one address.</summary>
    /// <returns>False with an empty <paramref name="fault"/> when the program is to end.</returns>
    private bool TryOpen(IPAddress address, out string fault)
    {
        fault = "";
        Socket? made = null;
        try
        {
            made = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            if (config.LocalPort > 0)
            {
                // Bind sets SO_REUSEADDR, by which a port can be had again at once; ReuseAddress would let others share it.
                made.Bind(new IPEndPoint(address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, config.LocalPort));
            }

            made.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            made.NoDelay = true;
            if (!TryConnect(made, new IPEndPoint(address, config.Port), out fault)) return false;
            var descriptor = (int)made.SafeHandle.DangerousGetHandle(); // used while the socket lives
            if (tls is not null && !TryShakeHands(tls, made, descriptor, out fault)) return false;
            socket = made;
            Descriptor = descriptor;
            made = null;
            return true;
        }
        catch (SocketException e)
        {
            fault = FailureWords.Of(e);
            return false;
        }
        finally
        {
            made?.Dispose();
        }
    }

    private bool TryConnect(Socket made, IPEndPoint to, out string fault)
    {
        fault = "";
        try
        {
            made.Connect(to);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // It goes on.
        }

        var until = Until();
        while (!made.Poll(TimeSpan.FromMilliseconds(SliceMilliseconds), SelectMode.SelectWrite))
        {
            if (made.Poll(TimeSpan.Zero, SelectMode.SelectError)) break;
            if (wait(TimeSpan.Zero) == LinkWait.Stopped) return false;
            if (Environment.TickCount64 <= until) continue;
            fault = "it does not answer";
            return false;
        }

        var error = (SocketError)(int)made.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        if (error == SocketError.Success) return true;
        fault = new SocketException((int)error).Message;
        return false;
    }

    /// <summary>Tells what is wrong, but not again at each retry that fails in the same way.</summary>
    private void TellOnce(string text)
    {
        if (told.Count >= MaxTold) told.Clear();
        if (told.Add(text)) notices.Tell(Warning, text);
    }
}
