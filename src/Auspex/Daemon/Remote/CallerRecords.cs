using System.Globalization;
using System.Net;
using Auspex.Tables;

namespace Auspex.Daemon.Remote;

/// <summary>The records of callers that come and go. Who calls again and again fills no log: from some number on his calls are counted.</summary>
/// <remarks>
/// Within a minute each address has so many records of a kind, and all addresses together so many; the rest becomes one record for each kind
/// and address, <c>count=N</c>, at the end of the minute. Bounded in memory too: of addresses beyond the table there is one record, with
/// <c>addr=?</c>. One thread at a time.
/// </remarks>
/// <param name="log">Where records go.</param>
/// <param name="time">The clock that nobody sets.</param>
internal sealed class CallerRecords(INetworkLog log, TimeProvider time)
{
    /// <summary>Records of one kind for one address within a minute, before they are counted.</summary>
    public const int EachAddress = 8;

    /// <summary>Records for callers that are taken, within a minute: as many as there can be senders, twice.</summary>
    public const int MostTaken = 16_384;

    /// <summary>Records for callers that are not, within a minute.</summary>
    public const int MostRefused = 256;

    private const int MostAddresses = 1024;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(RecordType Type, string Text, IPAddress? Address), Calls> calls = [];
    private long began = time.GetTimestamp();
    private int taken;
    private int refused;

    /// <summary>Writes a record, or counts it.</summary>
    /// <param name="type">DAEMON_ACCEPT or DAEMON_CLOSE.</param>
    /// <param name="operation">What stands before the address, such as <c>op=wrap</c>, or nothing. Few different ones.</param>
    /// <param name="address">The caller's.</param>
    /// <param name="port">His port.</param>
    /// <param name="isTaken">False where he was refused.</param>
    /// <param name="more">What stands behind, in this record alone.</param>
    /// <returns>True when it was written: then people may be told too.</returns>
    public bool Add(RecordType type, string operation, IPAddress address, int port, bool isTaken, string more = "")
    {
        Tick();
        var result = isTaken ? "success" : "no";
        var key = (type, operation + "|" + result, (IPAddress?)address);
        if (!calls.TryGetValue(key, out var same))
        {
            if (calls.Count >= MostAddresses) key = (type, key.Item2, null);
            if (!calls.TryGetValue(key, out same)) calls[key] = same = new Calls();
        }

        ref var all = ref isTaken ? ref taken : ref refused;
        if (same.Written < EachAddress && all < (isTaken ? MostTaken : MostRefused))
        {
            same.Written++;
            all++;
            log.WriteDaemonRecord(type, string.Create(CultureInfo.InvariantCulture, $"{operation}{(operation.Length > 0 ? " " : "")}addr={address} port={port} res={result}{more}"));
            return true;
        }

        same.Folded++;
        return false;
    }

    /// <summary>Writes what was counted, once a minute. For use now and then.</summary>
    public void Tick()
    {
        if (time.GetElapsedTime(began) >= Window) Finish();
    }

    /// <summary>Writes what was counted, and begins anew.</summary>
    public void Finish()
    {
        began = time.GetTimestamp();
        taken = refused = 0;
        foreach (var ((type, text, address), same) in calls)
        {
            if (same.Folded == 0) continue;
            var split = text.IndexOf('|', StringComparison.Ordinal);
            var operation = split > 0 ? text[..split] + " " : "";
            var who = address?.ToString() ?? "?";
            log.WriteDaemonRecord(type, string.Create(CultureInfo.InvariantCulture, $"{operation}addr={who} count={same.Folded} res={text[(split + 1)..]}"));
        }

        calls.Clear();
    }

    private sealed class Calls
    {
        public int Written { get; set; }

        public long Folded { get; set; }
    }
}
