using System.Globalization;
using System.Text;

namespace Auspex.Daemon.Configuration;

/// <summary>Keeps the findings of a file few while it is read to its end: those that say the same of other lines become one.</summary>
/// <remarks>An error is never folded away: if none of its kind is told, the last finding is an error that counts them.</remarks>
internal sealed class FindingFold
{
    /// <summary>Findings of one kind that are told each for itself.</summary>
    public const int MaxOfKind = 3;

    /// <summary>Kinds that are told.</summary>
    public const int MaxKinds = 100;

    private readonly List<ConfigDiagnostic> findings;
    private readonly Dictionary<string, (int Count, int LastAt, int LastLine)> kinds = new(StringComparer.Ordinal);
    private int seen;
    private int leftOut;
    private bool leavesErrors;

    /// <summary>A fold of the findings that are added from now on.</summary>
    public FindingFold(List<ConfigDiagnostic> findings)
    {
        this.findings = findings;
        seen = findings.Count;
    }

    /// <summary>Looks at what was added since.</summary>
    public void Fold()
    {
        for (var i = seen; i < findings.Count;)
        {
            if (Keeps(findings[i], i)) i++;
            else findings.RemoveAt(i);
        }

        seen = findings.Count;
    }

    /// <summary>Says in the last of each kind how many more there are, and at the end how many kinds are not told.</summary>
    public void End(string path)
    {
        foreach (var (count, at, line) in kinds.Values.Where(k => k.Count > MaxOfKind))
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"{findings[at].Message} (and {count - MaxOfKind} more like it, to line {line})");
            findings[at] = findings[at] with { Message = more };
        }

        if (leftOut == 0) return;
        findings.Add(new ConfigDiagnostic(path, 0, 0, leavesErrors, string.Create(CultureInfo.InvariantCulture, $"{leftOut} more findings are not told"), ""));
        seen = findings.Count;
    }

    private bool Keeps(ConfigDiagnostic finding, int at)
    {
        var kind = KindOf(finding);
        if (!kinds.TryGetValue(kind, out var known) && kinds.Count >= MaxKinds)
        {
            leftOut++;
            leavesErrors |= finding.IsError;
            return false;
        }

        var isTold = known.Count < MaxOfKind;
        kinds[kind] = (known.Count + 1, isTold ? at : known.LastAt, finding.Line);
        return isTold;
    }

    /// <summary>The message without its numbers: the line's is one of them.</summary>
    private static string KindOf(ConfigDiagnostic finding)
    {
        var kind = new StringBuilder(finding.IsError ? "!" : "");
        foreach (var c in finding.Message)
        {
            if (!char.IsAsciiDigit(c)) kind.Append(c);
        }

        return kind.ToString();
    }
}
