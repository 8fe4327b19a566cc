using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using Auspex.Search.Extraction;
using Auspex.Tables;

namespace Auspex.Search.Criteria;

/// <summary>What a log's lines must have for an event to match, as far as it can be said of bytes: for engines that skip the rest of the log.</summary>
/// <remarks>
/// Sound: an event that matches meets every requirement by one of its lines, each perhaps by another. It need not be complete: no requirement
/// means that any event may match. It follows how <see cref="EventFacts"/> reads values; a random test compares the two.
/// </remarks>
internal static class RequiredBytes
{
    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789abcdef.:%"u8);

    /// <summary>The requirements of <paramref name="criteria"/>; all hold. In no particular order.</summary>
    public static IReadOnlyList<ByteRequirement> Of(SearchCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        var requirements = new List<ByteRequirement>();
        AddHead(criteria, requirements);
        AddNumbers(criteria, requirements);
        AddIds(criteria, requirements);
        AddTexts(criteria, requirements);
        if (criteria.Expression is { } expression) ExpressionBytes.Add(expression, requirements);
        return requirements;
    }

    /// <summary>Adds the ways to write a type: its name in any case, <c>UNKNOWN[n]</c>, a number. They ignore case.</summary>
    internal static void AddType(RecordType type, Alternatives alternatives)
    {
        var name = RecordTypes.Name(type);
        if (!name.IsEmpty) alternatives.Add("type=", [.. name, (byte)' ']);
        alternatives.AddNumber("=", (long)type).AddNumber("[", (long)type).AddNumber("0", (long)type); // the last for zeros before it
    }

    private static void AddHead(SearchCriteria c, List<ByteRequirement> requirements)
    {
        if (c.Serial is { } serial and > 0)
        {
            var digits = serial.ToString(CultureInfo.InvariantCulture);
            new Alternatives().Add(":" + digits).Add("0" + digits).AddTo(requirements); // what stands behind it need not be ")"
        }

        var nodes = new Alternatives();
        foreach (var node in c.Nodes) nodes.Add("node=", node.Span);
        nodes.AddTo(requirements);
        if (c.Types.Contains(RecordType.Unknown)) return; // written in any way at all
        var types = new Alternatives();
        foreach (var type in c.Types) AddType(type, types);
        types.AddTo(requirements, ignoresCase: true);
    }

    private static void AddNumbers(SearchCriteria c, List<ByteRequirement> requirements)
    {
        if (c.Pid is { } pid) new Alternatives().AddNumber("pid=", pid).AddTo(requirements);
        if (c.Ppid is { } ppid) new Alternatives().AddNumber("ppid=", ppid).AddTo(requirements);
        if (c.Session is { } session) new Alternatives().AddId("ses=", session).AddTo(requirements);
        if (c.Exit is { } exit) new Alternatives().AddNumber("exit=", exit).AddTo(requirements);
        if (c.Syscall is { } call and not 0) new Alternatives().AddNumber("syscall=", call).AddNumber("uring_op=", call).AddTo(requirements);
        if (c.Arch is { } arch)
            new Alternatives().Add("arch=" + ((uint)arch).ToString("x", CultureInfo.InvariantCulture)).AddTo(requirements, ignoresCase: true);
        if (c.Success == EventSuccess.Failed)
        {
            new Alternatives().Add("success=no").Add("res=0").Add("=fail").Add("=Fail").Add("denied").Add("apparmor=").AddTo(requirements);
        }
    }

    private static void AddIds(SearchCriteria c, List<ByteRequirement> requirements)
    {
        AddId(c.Uid, ["uid="], "UID=", requirements);
        AddId(c.Euid, ["euid="], "EUID=", requirements);
        AddId(c.Auid, ["auid=", "loginuid="], "AUID=", requirements);
        AddId(c.AnyUid, ["uid="], "UID=", requirements);
        AddId(c.Gid, ["id="], "ID=", requirements); // of records about groups it is id=
        AddId(c.Egid, ["egid="], "EGID=", requirements);
        AddId(c.AnyGid, ["id="], "ID=", requirements);
    }

    private static void AddId(IdCriterion? criterion, string[] fields, string enrichment, List<ByteRequirement> requirements)
    {
        if (criterion is not { } wanted) return;
        var alternatives = new Alternatives();
        if (wanted.IsName) alternatives.AddValue(enrichment, wanted.Name.Span);
        foreach (var field in fields)
        {
            if (wanted.Id is { } id) alternatives.AddId(field, id);
        }

        alternatives.AddTo(requirements);
    }

    private static void AddTexts(SearchCriteria c, List<ByteRequirement> requirements)
    {
        AddEncoded(c.Comm, "comm=", c.IsWord, requirements);
        AddEncoded(c.Exe, "exe=", c.IsWord, requirements);
        AddEncoded(c.VirtualMachine, "vm=", c.IsWord, requirements);
        if (c.Key is { } key) new Alternatives().AddEncoded(key.Span).AddTo(requirements);
        if (c.Terminal is { } terminal) new Alternatives().Add("", terminal.Span).AddTo(requirements);
        if (c.Uuid is { } uuid) new Alternatives().Add("", uuid.Span).AddTo(requirements);
        if (c.Host is { } host) AddHost(host.Span, c.IsWord, requirements);
        if (c.File is { } file) AddFile(file.Span, requirements);
        foreach (var label in new[] { c.Subject, c.Object, c.AnyLabel })
        {
            if (label is { } text) new Alternatives().AddEncoded(text.Span).AddTo(requirements);
        }
    }

    private static void AddEncoded(ReadOnlyMemory<byte>? text, string field, bool isWord, List<ByteRequirement> requirements)
    {
        if (text is not { } wanted) return;
        var alternatives = new Alternatives();
        if (isWord && !wanted.IsEmpty) alternatives.AddValue(field, wanted.Span);
        else alternatives.AddEncoded(wanted.Span);
        alternatives.AddTo(requirements);
    }

    /// <summary>A host stands in a record as text, or as the bytes of a socket's address.</summary>
    private static void AddHost(ReadOnlySpan<byte> host, bool isWord, List<ByteRequirement> requirements)
    {
        var alternatives = new Alternatives().Add("", host);
        if (!host.ContainsAnyExcept(AddressBytes))
        {
            if (isWord && !host.Contains((byte)'%') && IPAddress.TryParse(Encoding.ASCII.GetString(host), out var address))
            {
                alternatives.AddEncoded(address.GetAddressBytes()); // its raw bytes are as good as impossible in a line, and no harm
            }
            else
            {
                alternatives.Add("saddr=0200").Add("saddr=0A00").Add("saddr=0a00"); // AF_INET and AF_INET6, little-endian
            }
        }

        alternatives.AddTo(requirements);
    }

    /// <summary>
    /// A file's name is the record's, or stands behind the working directory, which is in another line: then the wanted text may begin in the
    /// directory and end in the <c>./</c> or <c>../</c> of the name.
    /// </summary>
    private static void AddFile(ReadOnlySpan<byte> file, List<ByteRequirement> requirements)
    {
        var alternatives = new Alternatives().AddEncoded(file);
        for (var slash = 0; slash < file.Length; slash++)
        {
            if (file[slash] != (byte)'/') continue;
            var name = file[(slash + 1)..];
            if (!name.StartsWith("./"u8) && !name.StartsWith("../"u8) && !"../"u8.StartsWith(name) && !"./"u8.StartsWith(name)) continue;
            alternatives.AddEncoded(slash > 0 ? file[..slash] : name);
        }

        alternatives.AddTo(requirements);
    }
}
