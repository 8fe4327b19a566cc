using Auspex.Linux.Loop;
using Auspex.Text;

namespace Auspex.Linux.Outputs;

/// <summary>A unix socket whose clients are all handed every line from the moment they connect.</summary>
/// <remarks>A client that reads too slowly loses lines, whole ones, and they are counted; nobody waits for it. Without a client nothing is lost.</remarks>
internal sealed class SocketTarget : ILineTarget
{
    private const int MaxClients = 8;
    private const int MaxPendingBytes = 4 << 20;
    private const int PatienceMilliseconds = 1000;

    private readonly UnixListener listener;
    private readonly List<Client> clients = [];
    private long lost;

    private SocketTarget(UnixListener listener) => this.listener = listener;

    /// <summary>Clients at the moment.</summary>
    public int Clients => clients.Count;

    /// <summary>Listens.</summary>
    /// <param name="path">The socket's path; a socket that was there is removed, anything else is not.</param>
    /// <param name="fault">Why it does not.</param>
    public static SocketTarget? Open(string path, out string fault) =>
        UnixListener.OpenAnew(path, out fault) is { } listener ? new SocketTarget(listener) : null;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> line)
    {
        foreach (var client in clients)
        {
            if (client.Pending.Length + line.Length + 1 > MaxPendingBytes)
            {
                lost++;
                continue;
            }

            client.Pending.Append(line);
            client.Pending.Append((byte)'\n');
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        while (listener.Accept() is var client and >= 0) Take(client);
        for (var i = clients.Count - 1; i >= 0; i--)
        {
            if (clients[i].TrySend()) continue;
            clients[i].Dispose();
            clients.RemoveAt(i);
        }
    }

    /// <inheritdoc/>
    public long TakeLost()
    {
        var since = lost;
        lost = 0;
        return since;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A socket takes a few hundred kilobytes at once: whoever reads gets the rest too, and no half line at the end.
        var until = Clock.MonotonicMilliseconds + PatienceMilliseconds;
        Flush();
        while (clients.Exists(static c => c.HasMore) && Clock.MonotonicMilliseconds < until)
        {
            Poller.Sleep(2);
            Flush();
        }

        foreach (var client in clients) client.Dispose();
        listener.Dispose();
    }

    private void Take(int client)
    {
        if (clients.Count >= MaxClients) Descriptor.Close(client);
        else clients.Add(new Client(client));
    }

    private sealed class Client(int descriptor) : IDisposable
    {
        private int sent;

        public ByteBuffer Pending { get; } = new(64 << 10, 1 << 20);

        /// <summary>True while the socket has not taken everything.</summary>
        public bool HasMore => sent < Pending.Length;

        /// <summary>Sends what the socket takes.</summary>
        /// <returns>False when the client has gone.</returns>
        public bool TrySend()
        {
            while (sent < Pending.Length)
            {
                var count = Descriptor.Send(descriptor, Pending.Written[sent..]);
                if (count < 0) return false;
                if (count == 0) break;
                sent += count;
            }

            if (sent == Pending.Length) Reset();
            else if (sent > Pending.Length / 2) Compact();
            return !HasLeft();
        }

        public void Dispose() => Descriptor.Close(descriptor);

        private void Reset()
        {
            Pending.Clear();
            sent = 0;
        }

        private void Compact()
        {
            var rest = Pending.Length - sent;
            Pending.From(sent).CopyTo(Pending.From(0));
            Pending.Truncate(rest);
            sent = 0;
        }

        /// <summary>True once it has closed its end. What it sends is read and forgotten.</summary>
        private bool HasLeft()
        {
            Span<byte> room = stackalloc byte[256];
            return Descriptor.IsOver(Descriptor.Read(descriptor, room));
        }
    }
}
