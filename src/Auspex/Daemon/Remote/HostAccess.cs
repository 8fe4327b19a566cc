using System.Net;
using System.Text;

namespace Auspex.Daemon.Remote;

/// <summary>What hosts.allow and hosts.deny say of a caller. Source: hosts_access(5), hosts_options(5).</summary>
/// <remarks>
/// <code>
/// line = daemons ":" clients [":" option]…      list = item… ["EXCEPT" list]      items are divided by blanks or commas
/// </code>
/// Names are not looked up, as whoever calls would so keep the others waiting: a host's name never allows, and always denies; KNOWN,
/// UNKNOWN and PARANOID match nobody. Of the options, allow and deny count; commands are not run.
/// </remarks>
public sealed class HostAccess
{
    private const string Daemon = "auditd";

    private readonly List<Rule> rules = [];

    private HostAccess()
    {
    }

    private readonly record struct Rule(string[] Clients, bool IsInAllow, bool Allows);

    /// <summary>Reads both files; either may be empty.</summary>
    public static HostAccess Read(ReadOnlySpan<byte> allow, ReadOnlySpan<byte> deny)
    {
        var access = new HostAccess();
        access.ReadFile(allow, isAllow: true);
        access.ReadFile(deny, isAllow: false);
        return access;
    }

    /// <summary>Whether a caller may come in: the first line that matches him says so, and where none does he may.</summary>
    public bool Allows(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var rule in rules)
        {
            if (Matches(rule.Clients, item => IsClient(item, plain, rule.IsInAllow))) return rule.Allows;
        }

        return true;
    }

    private void ReadFile(ReadOnlySpan<byte> text, bool isAllow)
    {
        var joined = Encoding.Latin1.GetString(text).Replace("\\\n", " ", StringComparison.Ordinal);
        foreach (var line in joined.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var fields = SplitFields(line);
            if (fields.Count < 2 || !Matches(ItemsOf(fields[0]), IsDaemon)) continue;
            var verdict = isAllow;
            foreach (var option in fields.Skip(2))
            {
                if (option.Trim().Equals("allow", StringComparison.OrdinalIgnoreCase)) verdict = true;
                if (option.Trim().Equals("deny", StringComparison.OrdinalIgnoreCase)) verdict = false;
            }

            // A name cannot be told apart without a look-up: what would allow by it does not, what would deny by it does.
            rules.Add(new Rule(ItemsOf(fields[1]), verdict, verdict));
        }
    }

    /// <summary>Divides at colons, but not within the brackets of an IPv6 address.</summary>
    private static List<string> SplitFields(string line)
    {
        var fields = new List<string>();
        var start = 0;
        var depth = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '[') depth++;
            if (line[i] == ']') depth--;
            if (line[i] != ':' || depth > 0) continue;
            fields.Add(line[start..i]);
            start = i + 1;
        }

        fields.Add(line[start..]);
        return fields;
    }

    private static string[] ItemsOf(string list) => list.Split([' ', '\t', ',', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A list matches when one of its items does, unless what follows EXCEPT matches too.</summary>
    private static bool Matches(ReadOnlySpan<string> items, Predicate<string> isMatch)
    {
        var matches = false; // of the part behind the last EXCEPT; then outwards
        var end = items.Length;
        var isFirst = true;
        for (var i = items.Length - 1; i >= -1; i--)
        {
            if (i >= 0 && !items[i].Equals("EXCEPT", StringComparison.OrdinalIgnoreCase)) continue;
            var part = items[(i + 1)..end];
            var has = false;
            foreach (var item in part) has |= isMatch(item);
            matches = isFirst ? has : has && !matches;
            isFirst = false;
            end = Math.Max(i, 0);
        }

        return matches;
    }

    private static bool IsDaemon(string item) =>
        item.Equals("ALL", StringComparison.OrdinalIgnoreCase) || item.Split('@')[0].Equals(Daemon, StringComparison.OrdinalIgnoreCase);

    private static bool IsClient(string item, IPAddress address, bool wouldAllow)
    {
        if (item.Equals("ALL", StringComparison.OrdinalIgnoreCase)) return true;
        if (item.ToUpperInvariant() is "KNOWN" or "UNKNOWN" or "PARANOID" or "LOCAL") return false;
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var host = (slash < 0 ? item : item[..slash]).Trim('[', ']');
        if (slash > 0) return IPAddress.TryParse(host, out var net) && IsWithin(address, net, item[(slash + 1)..]);
        if (item.EndsWith('.') && item.AsSpan().IndexOfAnyExcept("0123456789.") < 0) return address.ToString().StartsWith(item, StringComparison.Ordinal);
        return IPAddress.TryParse(host, out var single) ? single.Equals(address) : !wouldAllow;
    }

    /// <summary>Whether an address is in a network; the mask is a number of bits, or an address.</summary>
    private static bool IsWithin(IPAddress address, IPAddress net, string mask)
    {
        var bytes = address.GetAddressBytes();
        var wanted = net.GetAddressBytes();
        if (bytes.Length != wanted.Length) return false;
        var bits = new byte[bytes.Length];
        if (int.TryParse(mask, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var length))
        {
            if (length > 8 * bits.Length) return false;
            for (var i = 0; i < length; i++) bits[i / 8] |= (byte)(0x80 >> (i % 8));
        }
        else if (IPAddress.TryParse(mask.Trim('[', ']'), out var parsed) && parsed.GetAddressBytes() is var given && given.Length == bits.Length)
        {
            bits = given;
        }
        else
        {
            return false;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            if (((bytes[i] ^ wanted[i]) & bits[i]) != 0) return false;
        }

        return true;
    }
}
