using System.Runtime.InteropServices;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Connector;

/// <summary>A message of the process connector: netlink header, connector header, event. A copy, since the event lies unaligned.</summary>
internal readonly record struct ConnectorMessage
{
    /// <summary>PROC_EVENT_.</summary>
    internal uint What { get; private init; }

    /// <summary>In an answer: the mark of the request plus 1.</summary>
    internal uint Mark { get; private init; }

    /// <summary>In an answer: the request's error number, 0 for success.</summary>
    internal uint Error { get; private init; }

    /// <summary>The end of a thread, when <see cref="What"/> is PROC_EVENT_EXIT.</summary>
    internal ThreadExit Exit { get; private init; }

    /// <summary>Reads a message; never throws on input.</summary>
    /// <returns>False when it is cut short, or none of the process connector.</returns>
    internal static unsafe bool TryRead(ReadOnlySpan<byte> message, out ConnectorMessage read)
    {
        read = default;
        if (message.Length < Uapi.Netlink.NLMSG_HDRLEN + sizeof(cn_msg) + sizeof(proc_event)) return false;
        var header = MemoryMarshal.Read<cn_msg>(message[Uapi.Netlink.NLMSG_HDRLEN..]);
        if (header.id.idx != Uapi.Connector.CN_IDX_PROC || header.id.val != Uapi.Connector.CN_VAL_PROC) return false;
        if (header.len < sizeof(proc_event)) return false;
        var what = MemoryMarshal.Read<proc_event>(message[(Uapi.Netlink.NLMSG_HDRLEN + sizeof(cn_msg))..]);
        var data = what.event_data;
        read = new ConnectorMessage
        {
            What = what.what,
            Mark = header.ack,
            Error = (uint)data.process_pid, // the first word of the union is ack.err, too
            Exit = new ThreadExit(data.process_pid, data.process_tgid, (int)data.exit_code, (long)what.timestamp_ns),
        };
        return true;
    }
}
