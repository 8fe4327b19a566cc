using System.Net;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary>Where an event comes from and goes to: <c>source</c> and <c>destination</c> of ECS. Belongs to one thread.</summary>
/// <remarks>An <c>ip</c> is an address, else the whole event is refused by who indexes it; other text is an <c>address</c>.</remarks>
internal sealed class EcsEndpoints(JsonMembers json)
{
    private static readonly byte[][] Names =
        [.. "addr rport saddr src daddr dst dest laddr lport faddr fport".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    private readonly ByteBuffer[] values = [.. Names.Select(_ => new ByteBuffer(64))];
    private readonly ByteBuffer peer = new(64);
    private readonly ByteBuffer peerPort = new(8);
    private bool isPeerSource;

    /// <summary>Forgets the event before.</summary>
    public void Clear()
    {
        foreach (var value in values) value.Clear();
        peer.Clear();
        peerPort.Clear();
    }

    /// <summary>Takes a field that names an address or a port; of equal names the first counts.</summary>
    public void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.Length is < 3 or > 5) return;
        for (var i = 0; i < Names.Length; i++)
        {
            if (!name.SequenceEqual(Names[i])) continue;
            value = FieldValue.TrimMarks(FieldValue.Unquote(value));
            if (values[i].Length == 0 && !value.SequenceEqual("?"u8)) values[i].Append(value);
            return;
        }
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
        var hasForeign = Of("faddr"u8).Length > 0;
        var isLocalSource = hasForeign || Of("addr"u8).Length == 0;
        json.Open("\"source\":"u8);
        if (peer.Length > 0 && isPeerSource) AppendEnd(peer.Written, peerPort.Written);
        else if (Of("addr"u8).Length > 0) AppendEnd(Of("addr"u8), Of("rport"u8));
        else if (Of("saddr"u8).Length > 0) AppendEnd(Of("saddr"u8), Of("src"u8));
        else if (IsAddress(Of("src"u8))) AppendEnd(Of("src"u8), default); // of an IPsec policy
        else if (isLocalSource) AppendEnd(Of("laddr"u8), Of("lport"u8));
        json.Close();
        json.Open("\"destination\":"u8);
        if (peer.Length > 0 && !isPeerSource) AppendEnd(peer.Written, peerPort.Written);
        else if (Of("daddr"u8).Length > 0) AppendEnd(Of("daddr"u8), Of("dest"u8));
        else if (IsAddress(Of("dst"u8))) AppendEnd(Of("dst"u8), default);
        else if (hasForeign) AppendEnd(Of("faddr"u8), Of("fport"u8));
        else if (!isLocalSource) AppendEnd(Of("laddr"u8), Of("lport"u8));
        json.Close();
    }

    private void AppendEnd(ReadOnlySpan<byte> host, ReadOnlySpan<byte> port)
    {
        var scope = host.IndexOf((byte)'%'); // says something on one machine alone
        if (scope >= 0 && IsAddress(host[..scope])) host = host[..scope];
        json.Text(IsAddress(host) ? "\"ip\":"u8 : "\"address\":"u8, host);
        json.Digits("\"port\":"u8, port);
    }

    private ReadOnlySpan<byte> Of(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i])) return values[i].Written;
        }

        return default;
    }

    /// <summary>True for an address as people write it; <c>1</c> and <c>0x7f.1</c>, which C takes for one too, are none.</summary>
    private static bool IsAddress(ReadOnlySpan<byte> text) =>
        (text.Contains((byte)':') ? !text.ContainsAny((byte)'%', (byte)'[') : text.Count((byte)'.') == 3 && !text.ContainsAny("xX"u8))
        && IPAddress.IsValidUtf8(text);
}
