using System.Net.Sockets;

namespace Auspex.Linux.Outputs;

/// <summary>Makes unix sockets that only root and the socket's group may use. Source: unix(7).</summary>
internal static class UnixListener
{
    private const int Backlog = 4;

    /// <summary>Listens at <paramref name="path"/>; a socket that a daemon before us left there is removed.</summary>
    internal static Socket Open(string path)
    {
        if (File.Exists(path) && (File.GetAttributes(path) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == 0 && new FileInfo(path).Length == 0) File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
            listener.Listen(Backlog);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }
}
