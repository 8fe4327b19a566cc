namespace Auspex.Daemon.Remote;

/// <summary>The way to the collector, open or not, as a <see cref="RemoteSender"/> sees it. One thread.</summary>
internal interface IRemoteLink
{
    /// <summary>True while there is a connection.</summary>
    bool IsOpen { get; }

    /// <summary>Connects to the first host that answers. Bounded in time; tells what happens.</summary>
    bool TryOpen();

    /// <summary>Ends the connection, if there is one.</summary>
    void Close();

    /// <summary>Sends all bytes. Bounded in time.</summary>
    /// <returns>False when the connection is of no more use.</returns>
    bool TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>Waits for the collector, or only for time where there is no connection. Other work of the program goes on meanwhile.</summary>
    LinkWait Wait(TimeSpan most);

    /// <summary>Takes what has come.</summary>
    /// <returns>How many bytes; 0 when nothing has come, negative when the connection has ended.</returns>
    int Receive(Span<byte> room);
}
