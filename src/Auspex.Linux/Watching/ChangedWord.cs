using System.Globalization;

namespace Auspex.Linux.Watching;

/// <summary>A word of the audit status before and after a session changed it.</summary>
internal readonly record struct ChangedWord(uint Old, uint New)
{
    /// <summary>Reads <c>OLD:NEW</c>.</summary>
    internal static ChangedWord? Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2
            && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var old)
            && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var changed)
            ? new ChangedWord(old, changed)
            : null;
    }
}
