using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auspex.Daemon.Remote;

/// <summary>What hosts.allow and hosts.deny say of a caller. Source: hosts_access(5), hosts_options(5).</summary>
/// <remarks>
/// <code>
/// line = daemons ":" clients [":" option]…      both lists as <see cref="AccessPattern"/> has them; "\:" is no division
/// </code>
/// Names are not looked up, as whoever calls would so keep the others waiting. What depends on one, and what is not understood, never
/// allows and always denies. Of the options, allow and deny count, and one that could forbid (twist, aclexec, or one that is not known)
/// forbids; commands are not run.
/// </remarks>
internal sealed class HostAccess
{
    private const string Daemon = "auditd";

    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "spawn", "severity", "keepalive", "linger", "rfc931", "banners", "nice", "setenv", "umask", "user", "group",
    };

    private readonly List<Rule> rules = [];
    private readonly List<string> complaints = [];
    private bool isUnknown; // a file that could not be read may forbid everybody

    private HostAccess()
    {
    }

    private readonly record struct Rule(AccessMatch Daemons, string[] Clients, bool Allows);

    /// <summary>What of the files is not understood, or would need a look-up, and so counts against callers.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Reads both files; either may be empty.</summary>
    public static HostAccess Read(ReadOnlySpan<byte> allow, ReadOnlySpan<byte> deny)
    {
        var access = new HostAccess();
        access.ReadFile("hosts.allow", allow, isAllow: true);
        access.ReadFile("hosts.deny", deny, isAllow: false);
        return access;
    }

    /// <summary>For files that are there but cannot be read whole: nobody may come in.</summary>
    /// <param name="complaint">Which, and why.</param>
    public static HostAccess Unreadable(string complaint)
    {
        var access = new HostAccess { isUnknown = true };
        access.complaints.Add(complaint);
        return access;
    }

    /// <summary>Whether a caller may come in: the first line that matches him says so, and where none does he may.</summary>
    public bool Allows(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (isUnknown) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
        var scope = address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
        foreach (var rule in rules)
        {
            var match = AccessPattern.OfList(rule.Clients, item => AccessPattern.OfClient(item, plain, scope));
            if (match > rule.Daemons) match = rule.Daemons;
            if (match == AccessMatch.Yes || (match == AccessMatch.Unknown && !rule.Allows)) return rule.Allows;
        }

        return true;
    }

    private void ReadFile(string name, ReadOnlySpan<byte> text, bool isAllow)
    {
        var number = 0;
        var start = 1;
        var joined = new StringBuilder();
        foreach (var part in Encoding.Latin1.GetString(text).Split('\n'))
        {
            number++;
            if (joined.Length == 0) start = number;
            if (part.EndsWith('\\'))
            {
                _ = joined.Append(part, 0, part.Length - 1).Append(' ');
                continue;
            }

            ReadLine(joined.Append(part).ToString(), isAllow, string.Create(CultureInfo.InvariantCulture, $"{name}({start})"));
            _ = joined.Clear();
        }

        if (joined.Length > 0) ReadLine(joined.ToString(), isAllow, string.Create(CultureInfo.InvariantCulture, $"{name}({start})"));
    }

    private void ReadLine(string line, bool isAllow, string place)
    {
        if (line.StartsWith('#') || string.IsNullOrWhiteSpace(line)) return;
        var fields = SplitFields(line);
        if (fields.Count < 2)
        {
            complaints.Add($"{place}: no colon{(isAllow ? ": it allows nobody" : ": it denies everybody")}");
            if (!isAllow) rules.Add(new Rule(AccessMatch.Unknown, ["ALL"], Allows: false));
            return;
        }

        var daemons = AccessPattern.OfList(ItemsOf(fields[0]), static item => AccessPattern.OfDaemon(item, Daemon));
        if (daemons == AccessMatch.No) return;
        var verdict = isAllow;
        foreach (var option in fields.Skip(2)) verdict = Apply(option.Trim(), verdict, place);
        var clients = ItemsOf(fields[1]);
        rules.Add(new Rule(daemons, clients, verdict));
        if (daemons == AccessMatch.Unknown || Array.Exists(clients, static i => !IsPlain(i)))
            complaints.Add($"{place}: names are not looked up, so that {(verdict ? "it allows by addresses alone" : "it denies whoever it may be about")}");
    }

    private bool Apply(string option, bool verdict, string place)
    {
        var end = option.AsSpan().IndexOfAny(' ', '\t', '=');
        var word = end < 0 ? option : option[..end];
        if (word.Length == 0 || Harmless.Contains(word)) return verdict;
        if (word.Equals("allow", StringComparison.OrdinalIgnoreCase)) return true;
        if (word.Equals("deny", StringComparison.OrdinalIgnoreCase)) return false;
        complaints.Add($"{place}: {word} is not run: the line denies");
        return false;
    }

    /// <summary>True where an item is about addresses alone: it matches some of them, or all, and never perhaps.</summary>
    private static bool IsPlain(string item) =>
        item.Equals("EXCEPT", StringComparison.OrdinalIgnoreCase) || AccessPattern.OfClient(item, IPAddress.Any, 0) != AccessMatch.Unknown;

    /// <summary>Divides at colons, but not within the brackets of an IPv6 address, nor behind a backslash.</summary>
    private static List<string> SplitFields(string line)
    {
        var fields = new List<string>();
        var start = 0;
        var depth = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '[') depth++;
            if (line[i] == ']') depth = 0;
            if (line[i] != ':' || depth > 0 || (i > 0 && line[i - 1] == '\\')) continue;
            fields.Add(line[start..i]);
            start = i + 1;
        }

        fields.Add(line[start..]);
        return fields;
    }

    private static string[] ItemsOf(string list) => list.Split([' ', '\t', ',', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
