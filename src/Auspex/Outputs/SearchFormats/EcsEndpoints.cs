using System.Net;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary>Where an event comes from and goes to: <c>source</c> and <c>destination</c> of ECS. Belongs to one thread.</summary>
/// <remarks>An <c>ip</c> is an address, else the whole event is refused by who indexes it; other text is an <c>address</c>.</remarks>
internal sealed class EcsEndpoints(JsonWriter json)
{
    private static readonly KnownField[] Fields =
    [
        KnownField.Addr, KnownField.RemotePort, KnownField.Saddr, KnownField.Src, KnownField.Daddr, KnownField.Dst, KnownField.Dest,
        KnownField.Laddr, KnownField.Lport, KnownField.Faddr, KnownField.Fport,
    ];

    private readonly ByteBuffer?[] values = [.. Enumerable.Range(0, KnownFields.Count).Select(f => Fields.Contains((KnownField)f) ? new ByteBuffer(64) : null)];
    private readonly ByteBuffer peer = new(64);
    private readonly ByteBuffer peerPort = new(8);
    private bool isPeerSource;

    /// <summary>Forgets the event before.</summary>
    public void Clear()
    {
        foreach (var field in Fields) values[(int)field]!.Clear();
        peer.Clear();
        peerPort.Clear();
    }

    /// <summary>Takes a field that names an address or a port; of equal names the first counts.</summary>
    public void Take(KnownField field, ReadOnlySpan<byte> value)
    {
        if (values[(int)field] is not { Length: 0 } room) return;
        value = FieldValue.TrimMarks(FieldValue.Unquote(value));
        if (!value.SequenceEqual("?"u8)) room.Append(value);
    }

    /// <summary>Takes the address of a system call.</summary>
    public void TakePeer(ReadOnlySpan<byte> host, ReadOnlySpan<byte> port, bool isSource)
    {
        peer.Append(host);
        peerPort.Append(port);
        isPeerSource = isSource;
    }

    /// <summary>Appends both, as far as they are known.</summary>
    public void Append()
    {
        var hasForeign = Of(KnownField.Faddr).Length > 0;
        var isLocalSource = hasForeign || Of(KnownField.Addr).Length == 0;
        json.Optional("source"u8);
        if (peer.Length > 0 && isPeerSource) AppendEnd(peer.Written, peerPort.Written);
        else if (Of(KnownField.Addr).Length > 0) AppendEnd(Of(KnownField.Addr), Of(KnownField.RemotePort));
        else if (Of(KnownField.Saddr).Length > 0) AppendEnd(Of(KnownField.Saddr), Of(KnownField.Src));
        else if (IsAddress(Of(KnownField.Src))) AppendEnd(Of(KnownField.Src), default); // of an IPsec policy
        else if (isLocalSource) AppendEnd(Of(KnownField.Laddr), Of(KnownField.Lport));
        json.Close();
        json.Optional("destination"u8);
        if (peer.Length > 0 && !isPeerSource) AppendEnd(peer.Written, peerPort.Written);
        else if (Of(KnownField.Daddr).Length > 0) AppendEnd(Of(KnownField.Daddr), Of(KnownField.Dest));
        else if (IsAddress(Of(KnownField.Dst))) AppendEnd(Of(KnownField.Dst), default);
        else if (hasForeign) AppendEnd(Of(KnownField.Faddr), Of(KnownField.Fport));
        else if (!isLocalSource) AppendEnd(Of(KnownField.Laddr), Of(KnownField.Lport));
        json.Close();
    }

    private void AppendEnd(ReadOnlySpan<byte> host, ReadOnlySpan<byte> port)
    {
        var scope = host.IndexOf((byte)'%'); // says something on one machine alone
        if (scope >= 0 && IsAddress(host[..scope])) host = host[..scope];
        json.Known(IsAddress(host) ? "ip"u8 : "address"u8, host);
        json.Digits("port"u8, port);
    }

    private ReadOnlySpan<byte> Of(KnownField field) => values[(int)field]!.Written;

    /// <summary>True for an address as people write it; <c>1</c> and <c>0x7f.1</c>, which C takes for one too, are none.</summary>
    private static bool IsAddress(ReadOnlySpan<byte> text) =>
        (text.Contains((byte)':') ? !text.ContainsAny((byte)'%', (byte)'[') : text.Count((byte)'.') == 3 && !text.ContainsAny("xX"u8))
        && IPAddress.IsValidUtf8(text);
}
