namespace Auspex.SystemTests.Same;

/// <summary>What came of a command line on a log.</summary>
/// <param name="Log">The log.</param>
/// <param name="Line">The command line.</param>
/// <param name="Debian">Debian's answer.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Names">The departures that explain the difference; empty for the same answer, null for a difference that nothing explains.</param>
internal sealed record Verdict(TestLog Log, CommandLine Line, Answer Debian, Answer Ours, IReadOnlyList<string>? Names)
{
    /// <summary>What still differs once every departure has been applied; null where none concerns the line.</summary>
    public (Answer Debian, Answer Ours)? Rest { get; init; }

    /// <summary>True when both answered the same.</summary>
    public bool IsIdentical => Names is { Count: 0 };

    /// <summary>True for a difference that nothing explains.</summary>
    public bool IsFailing => Names is null;

    /// <summary>The first line in which the answers differ.</summary>
    public string Tell()
    {
        var (theirs, own) = Rest ?? (Debian, Ours);
        var codes = theirs.ExitCode == own.ExitCode ? "" : $"  exit code {theirs.ExitCode} | {own.ExitCode}\n";
        return $"{Log.Name}: {Line.Text}\n{codes}{Difference("stdout", theirs.Output, own.Output)}{Difference("stderr", theirs.Errors, own.Errors)}";
    }

    private static string Difference(string name, string debian, string ours)
    {
        if (debian == ours) return "";
        string[] a = debian.Split('\n'), b = ours.Split('\n');
        var i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i]) i++;
        return $"  {name}, line {i + 1} of {a.Length} | {b.Length}\n    D {Shown(a, i)}\n    A {Shown(b, i)}\n";
    }

    private static string Shown(string[] lines, int i)
    {
        if (i >= lines.Length) return "(end)";
        var line = lines[i].Replace("\x1d", "\\035", StringComparison.Ordinal).Replace("\e", "\\033", StringComparison.Ordinal);
        return line.Length > 700 ? line[..700] + "..." : line;
    }
}
