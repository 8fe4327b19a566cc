namespace Auspex.Daemon.Plugins;

/// <summary>The words after <c>audisp-syslog</c>, in any order.</summary>
/// <remarks>
/// <code>
/// word = "LOG_" priority | "LOG_" facility | "interpret"          in any case
///      | "rfc5424" | target | "ca=" FILE | "verify=no"            ours: records go to another machine
/// </code>
/// Source: spec 8.4; <see cref="SyslogTarget"/>.
/// </remarks>
internal sealed record SyslogArguments
{
    /// <summary>Facility LOG_USER, as syslog.h has it.</summary>
    public const int User = 1 << 3;

    private static readonly string[] Priorities = ["EMERG", "ALERT", "CRIT", "ERR", "WARNING", "NOTICE", "INFO", "DEBUG"];

    /// <summary>0 to 7.</summary>
    public int Priority { get; private init; } = 6;

    /// <summary>As syslog.h has it: a multiple of 8.</summary>
    public int Facility { get; private init; } = User;

    /// <summary>True to say what values mean.</summary>
    public bool Interprets { get; private init; }

    /// <summary>Where to; null for this machine's syslog.</summary>
    public SyslogTarget? Target { get; private init; }

    /// <summary>Certificates to trust instead of the machine's, in PEM.</summary>
    public string? Authorities { get; private init; }

    /// <summary>False to take any certificate.</summary>
    public bool Verifies { get; private init; } = true;

    /// <summary>Reads the words.</summary>
    /// <returns>Null when they are wrong; <paramref name="complaint"/> then says what is.</returns>
    public static SyslogArguments? Parse(ReadOnlySpan<string> words, out string complaint)
    {
        var found = new SyslogArguments();
        var isRfc = false;
        complaint = "";
        foreach (var word in words)
        {
            if (SyslogTarget.TryParse(word, out var target)) found = found with { Target = target };
            else if (word == "rfc5424") isRfc = true;
            else if (word.StartsWith("ca=", StringComparison.Ordinal) && word.Length > 3) found = found with { Authorities = word[3..] };
            else if (word == "verify=no") found = found with { Verifies = false };
            else if (word.Equals("interpret", StringComparison.OrdinalIgnoreCase)) found = found with { Interprets = true };
            else if (TryParseName(word, found, out var named)) found = named;
            else complaint = $"Unknown log priority/facility {word}";
            if (complaint.Length > 0) return null;
        }

        if (isRfc && found.Target is null) complaint = "rfc5424 needs a receiver, such as tcp://HOST:PORT";
        else if (found.Authorities is not null && found.Target?.Transport != SyslogTransport.Tls) complaint = "ca= needs a receiver at tls://HOST:PORT";
        return complaint.Length == 0 ? found : null;
    }

    private static bool TryParseName(string word, SyslogArguments before, out SyslogArguments after)
    {
        after = before;
        if (!word.StartsWith("LOG_", StringComparison.OrdinalIgnoreCase)) return false;
        var name = word[4..].ToUpperInvariant();
        if (Array.IndexOf(Priorities, name) is var priority and >= 0)
        {
            after = before with { Priority = priority };
            return true;
        }

        var facility = name switch
        {
            "USER" => 1,
            "DAEMON" => 3,
            "AUTH" => 4,
            "SYSLOG" => 5,
            "AUTHPRIV" => 10,
            _ when name.Length == 6 && name.StartsWith("LOCAL", StringComparison.Ordinal) && name[5] is >= '0' and <= '7' => 16 + (name[5] - '0'),
            _ => -1,
        };
        after = before with { Facility = facility << 3 };
        return facility >= 0;
    }
}
