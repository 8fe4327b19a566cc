namespace Auspex.SystemTests.Same;

/// <summary>The fields without which Debian's tools, and 4.2.2, leave a whole event out in silence.</summary>
internal static class MissingFields
{
    private static readonly string[] Task = [" pid=", "auid=", " uid=", " gid=", " euid=", " egid=", " comm=", " exe="];

    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["SYSCALL"] = [" arch=", " syscall=", " exit=", " a0=", " a1=", .. Task],
        ["1300"] = Task,
        ["URINGOP"] = Task,
        ["AVC"] = [" scontext=", " tcontext=", " tclass="],
        ["SECCOMP"] = [" auid=", " exe="],
        ["PATH"] = [" name="],
        ["CWD"] = [" cwd="],
        ["SOCKADDR"] = [" saddr="],
        ["NETFILTER_CFG"] = [" pid=", " subj=", " comm="],
        ["FEATURE_CHANGE"] = Task,
        ["ANOM_LINK"] = Task,
    };

    private static readonly string[] Message = [" pid=", " uid=", "auid=", "res="];

    /// <summary>True when a record lacks a field, or the end of its last one.</summary>
    public static bool In(EventText text)
    {
        for (var i = 0; i < text.Lines.Count; i++)
        {
            var (line, type) = (text.Lines[i], text.Types[i]);
            var required = Required.GetValueOrDefault(type) ?? (IsMessage(type) ? Message : []);
            if (required.Any(field => !HasField(line, field))) return true;
            if (line.Count(c => c == '"') % 2 != 0) return true;
            if (IsMessage(type) && line.Contains(" msg='", StringComparison.Ordinal) && line.Count(c => c == '\'') % 2 != 0) return true;
        }

        return false;
    }

    private static bool IsMessage(string type) => type.StartsWith("USER", StringComparison.Ordinal) || type.StartsWith("CRED_", StringComparison.Ordinal);

    /// <summary>A value ends at a space, or at the end of the record where it is the last field of a whole one.</summary>
    private static bool HasField(string line, string field)
    {
        var at = line.IndexOf(field, StringComparison.Ordinal);
        if (at < 0 || (field == " name=" && (at + field.Length == line.Length || line[at + field.Length] == ' '))) return false;
        return field is " name=" or " cwd=" or "res=" or " tclass=" or " saddr=" || line.IndexOf(' ', at + field.Length) >= 0;
    }
}
