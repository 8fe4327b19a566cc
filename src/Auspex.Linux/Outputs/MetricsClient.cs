using System.Globalization;
using System.Text;

namespace Auspex.Linux.Outputs;

/// <summary>One who asks for metrics: his request until it is whole, then what is left of the answer. Never waited for. Owns the descriptor.</summary>
internal sealed class MetricsClient(int descriptor, Func<string> read, long until) : IDisposable
{
    private const int MaxRequestBytes = 8 << 10;

    private readonly byte[] request = new byte[MaxRequestBytes];
    private int length;
    private byte[]? answer;
    private int sent;

    /// <summary>For a poller.</summary>
    internal int Descriptor => descriptor;

    /// <summary>True once the answer goes out.</summary>
    internal bool IsAnswered => answer is not null;

    /// <summary>When his time is over, by the monotonic clock.</summary>
    internal long Until => until;

    /// <summary>Reads or writes what is possible at once.</summary>
    /// <returns>False when he is done, or has gone.</returns>
    internal bool Turn()
    {
        if (answer is null && !TryRead()) return false;
        if (answer is null) return true;
        while (sent < answer.Length)
        {
            var count = Loop.Descriptor.Send(descriptor, answer.AsSpan(sent));
            if (count < 0) return false;
            if (count == 0) return true;
            sent += count;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => Loop.Descriptor.Close(descriptor);

    /// <summary>Reads the request, and makes the answer once it is whole. One that is too long is answered as it stands.</summary>
    private bool TryRead()
    {
        var count = Loop.Descriptor.Read(descriptor, request.AsSpan(length));
        if (Loop.Descriptor.IsOver(count)) return false;
        if (count > 0) length += count;
        var line = request.AsSpan(0, length);
        if (line.IndexOf("\r\n\r\n"u8) < 0 && length < request.Length) return true;
        var (status, body) = line.StartsWith("GET /metrics "u8) || line.StartsWith("GET / "u8) ? ("200 OK", read()) : ("404 Not Found", "GET /metrics\n");
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
        answer = [.. Encoding.ASCII.GetBytes(head), .. bytes];
        return true;
    }
}
