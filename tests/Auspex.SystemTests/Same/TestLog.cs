namespace Auspex.SystemTests.Same;

/// <summary>A log that both tools are asked about.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Path">Its file.</param>
/// <param name="Values">Variables of the shell: LOG and values that occur in it. No value has an apostrophe.</param>
internal sealed record TestLog(string Name, string Path, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Text of /etc/audit/auditd.conf for lines that are to find logs by it; null for none.</summary>
    public string? Configuration { get; init; }

    /// <summary>A log in one file.</summary>
    public static TestLog Of(string name, string path) => new(name, path, LogValues.Of(path));

    /// <summary>The same questions to another file: one with some events taken out.</summary>
    public TestLog With(string path) =>
        this with { Path = path, Values = new Dictionary<string, string>(Values, StringComparer.Ordinal) { ["LOG"] = path } };

    public override string ToString() => Name;
}
