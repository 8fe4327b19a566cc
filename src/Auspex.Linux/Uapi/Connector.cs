using System.Runtime.InteropServices;

namespace Auspex.Linux.Uapi;

/// <summary>linux/connector.h and linux/cn_proc.h; what came with the filter (6.6) is marked.</summary>
internal static class Connector
{
    internal const uint CN_IDX_PROC = 1;
    internal const uint CN_VAL_PROC = 1;

    internal const uint PROC_CN_MCAST_LISTEN = 1;
    internal const uint PROC_CN_MCAST_IGNORE = 2;

    /// <summary>The answer to a request.</summary>
    internal const uint PROC_EVENT_NONE = 0;

    /// <summary>Only for a filter: ends of threads whose status is not 0. Linux 6.6.</summary>
    internal const uint PROC_EVENT_NONZERO_EXIT = 0x20000000;

    internal const uint PROC_EVENT_EXIT = 0x80000000;

    /// <summary>Only for a filter: every event, and the answers to requests, which no other filter lets through. Linux 6.6.</summary>
    internal const uint PROC_EVENT_ALL = 0xE00003C7;
}

/// <summary><c>struct cb_id</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct cb_id
{
    internal uint idx;
    internal uint val;
}

/// <summary><c>struct cn_msg</c>; the data follows.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct cn_msg
{
    internal cb_id id;
    internal uint seq;
    internal uint ack;
    internal ushort len;
    internal ushort flags;
}

/// <summary><c>struct proc_input</c>. Linux 6.6; older kernels take the first word only, and nothing of this size.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct proc_input
{
    internal uint mcast_op;
    internal uint event_type;
}

/// <summary><c>struct exit_proc_event</c>. The numbers are those of the initial pid namespace.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct exit_proc_event
{
    internal int process_pid;
    internal int process_tgid;
    internal uint exit_code;
    internal uint exit_signal;
    internal int parent_pid;
    internal int parent_tgid;
}

/// <summary><c>struct proc_event</c>; of the union at its end the member <c>exit</c>, which is as large as any.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct proc_event
{
    internal uint what;
    internal uint cpu;
    internal ulong timestamp_ns;
    internal exit_proc_event event_data;
}
