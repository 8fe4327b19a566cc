using System.Text;
using Auspex.Text;

namespace Auspex.Tool.Suite.Auditctl;

/// <summary>
/// The signals that auditd heeds, by the names of <c>auditctl --signal</c>. Source: auditd(8); spec 5.3.
/// </summary>
internal static class AuditdSignals
{
    /// <summary>SIGTERM: the end.</summary>
    public const int Term = 15;

    private static readonly (string Name, string Alias, int Number)[] All =
    [
        ("TERM", "stop", Term), ("HUP", "reload", 1), ("USR1", "rotate", 10), ("USR2", "resume", 12),
        ("CONT", "state", 18),
    ];

    /// <summary>The number of a signal, by either name in any case.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out int number)
    {
        var text = Encoding.UTF8.GetString(name);
        foreach (var signal in All)
        {
            if (!IsSame(text, signal.Name) && !IsSame(text, signal.Alias)) continue;
            number = signal.Number;
            return true;
        }

        number = 0;
        return false;
    }

    /// <summary><c>did you mean X?</c>, or empty.</summary>
    public static string Suggest(ReadOnlySpan<byte> name) =>
        NearestName.AdviceFor(Encoding.UTF8.GetString(name), All.SelectMany(s => (string[])[s.Alias, s.Name]));

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
