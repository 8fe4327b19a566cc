using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Auspex.Daemon.Remote;

/// <summary>One item of a list of hosts.allow or hosts.deny, and a list of them. Source: hosts_access(5), patterns, wildcards, operators.</summary>
/// <remarks>
/// <code>
/// list = item… ["EXCEPT" list]      items are divided by blanks or commas
/// item = "ALL" | address | net "/" mask | "10.0." | "10.0.*" | "[" address ["%" scope] "]" ["/" bits] | anything else: a name
/// </code>
/// A name is never looked up, and neither is who the user of a host is, a file or a netgroup: whether those match is unknown.
/// </remarks>
internal static class AccessPattern
{
    private static readonly SearchValues<char> NumbersAlone = SearchValues.Create("0123456789.*?");

    /// <summary>A list matches when one of its items does, unless the list behind its EXCEPT does too.</summary>
    internal static AccessMatch OfList(ReadOnlySpan<string> items, Func<string, AccessMatch> isMatch)
    {
        var except = 0;
        while (except < items.Length && !Is(items[except], "EXCEPT")) except++;
        var match = AccessMatch.No;
        foreach (var item in items[..except])
        {
            if (isMatch(item) is var found && found > match) match = found;
        }

        if (except == items.Length || match == AccessMatch.No) return match;
        var excepted = OfList(items[(except + 1)..], isMatch);
        return (AccessMatch)Math.Min((int)match, AccessMatch.Yes - excepted);
    }

    /// <summary>Whether a list of daemons has ours: <c>auditd</c>, <c>ALL</c>, <c>audit*</c>, <c>auditd@address</c>.</summary>
    internal static AccessMatch OfDaemon(string item, string daemon)
    {
        var at = item.IndexOf('@', StringComparison.Ordinal);
        if (at == 0 || item[0] == '/') return AccessMatch.Unknown;
        var name = at < 0 ? item : item[..at];
        if (!Is(name, "ALL") && !IsLike(name, daemon)) return AccessMatch.No;
        return at < 0 ? AccessMatch.Yes : AccessMatch.Unknown; // at one of our addresses, and we do not look at which
    }

    /// <summary>Whether an item is about a client's address, which has no scope.</summary>
    /// <param name="item">The item.</param>
    /// <param name="address">The address.</param>
    /// <param name="scope">Its scope, 0 for none.</param>
    internal static AccessMatch OfClient(string item, IPAddress address, long scope)
    {
        if (Is(item, "ALL")) return AccessMatch.Yes;
        if (item[0] is '@' or '/') return AccessMatch.Unknown;
        if (item.LastIndexOf('@') is var at and > 0)
        {
            // A user of a host: nobody is asked which user that is.
            return at + 1 == item.Length ? AccessMatch.Unknown : (AccessMatch)Math.Min((int)OfClient(item[(at + 1)..], address, scope), (int)AccessMatch.Unknown);
        }

        if (item[0] == '[') return OfBracketed(item, address, scope);
        if (item.IndexOf('/', StringComparison.Ordinal) is var slash and > 0) return OfNet(item[..slash], item[(slash + 1)..], address);
        if (item.AsSpan().IndexOfAnyExcept(NumbersAlone) >= 0) return AccessMatch.Unknown; // a name, or a word for one
        if (TryParseQuad(item, out var single)) return Of(single.Equals(address));
        if (item[^1] == '.') return Of(IsV4(address) && address.ToString().StartsWith(item, StringComparison.Ordinal));
        return item.AsSpan().ContainsAny('*', '?') ? Of(IsV4(address) && IsLike(item, address.ToString())) : AccessMatch.Unknown;
    }

    private static AccessMatch OfBracketed(string item, IPAddress address, long scope)
    {
        var close = item.IndexOf(']', StringComparison.Ordinal);
        if (close < 0) return AccessMatch.Unknown;
        var text = item[1..close];
        if (!IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6) return AccessMatch.Unknown;
        var hasScope = text.Contains('%', StringComparison.Ordinal);
        if (hasScope && parsed.ScopeId == 0) return AccessMatch.Unknown; // an interface that is not there
        var bare = new IPAddress(parsed.GetAddressBytes());
        var match = close + 1 == item.Length ? Of(bare.Equals(address))
            : item[close + 1] == '/' ? IsWithin(address, bare, item[(close + 2)..]) : AccessMatch.Unknown;
        return hasScope && parsed.ScopeId != scope && match == AccessMatch.Yes ? AccessMatch.No : match;
    }

    private static AccessMatch OfNet(string net, string mask, IPAddress address) =>
        TryParseQuad(net, out var parsed) ? IsWithin(address, parsed, mask) : AccessMatch.Unknown;

    /// <summary>Whether an address is in a network; the mask is a number of bits, or for IPv4 an address.</summary>
    private static AccessMatch IsWithin(IPAddress address, IPAddress net, string mask)
    {
        var wanted = net.GetAddressBytes();
        var bits = new byte[wanted.Length];
        if (int.TryParse(mask, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            if (length > 8 * bits.Length) return AccessMatch.Unknown;
            for (var i = 0; i < length; i++) bits[i / 8] |= (byte)(0x80 >> (i % 8));
        }
        else if (IsV4(net) && TryParseQuad(mask, out var parsed))
        {
            bits = parsed.GetAddressBytes();
        }
        else
        {
            return AccessMatch.Unknown;
        }

        var bytes = address.GetAddressBytes();
        if (bytes.Length != wanted.Length) return AccessMatch.No;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (((bytes[i] ^ wanted[i]) & bits[i]) != 0) return AccessMatch.No;
        }

        return AccessMatch.Yes;
    }

    /// <summary>Four decimal numbers and nothing else: <c>10.1</c> and <c>0x0A000001</c> are names here, as for libwrap.</summary>
    private static bool TryParseQuad(string text, out IPAddress address)
    {
        address = IPAddress.None;
        var parts = text.Split('.');
        if (parts.Length != 4) return false;
        var bytes = new byte[4];
        for (var i = 0; i < 4; i++)
        {
            if (!byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i])) return false;
            if (parts[i].Length > 1 && parts[i][0] == '0') return false; // octal for some, decimal for others
        }

        address = new IPAddress(bytes);
        return true;
    }

    /// <summary>Whether a text is as a pattern with <c>*</c> and <c>?</c> says, in any case of letters.</summary>
    private static bool IsLike(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (star, mark, p, t) = (-1, 0, 0, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, mark) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t]))) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, t) = (star + 1, ++mark);
            else return false;
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool Is(string item, string word) => item.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsV4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static AccessMatch Of(bool isMatch) => isMatch ? AccessMatch.Yes : AccessMatch.No;
}
