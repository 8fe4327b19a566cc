using System.Text.Json;

namespace Auspex.SystemTests.Truth;

/// <summary>How a process ended, as wait(2) told its parent.</summary>
/// <param name="Code">Its exit code, or null.</param>
/// <param name="Signal">The signal that ended it, or null.</param>
/// <param name="HasCore">A core was written.</param>
internal sealed record TruthEnd(int? Code, int? Signal, bool HasCore)
{
    /// <summary>Reads <c>{"code":N}</c> or <c>{"signal":N,"core":B}</c>.</summary>
    public static TruthEnd Parse(JsonElement end) => end.TryGetProperty("code", out var code)
        ? new TruthEnd(code.GetInt32(), null, false)
        : new TruthEnd(null, end.GetProperty("signal").GetInt32(), end.GetProperty("core").GetBoolean());

    /// <inheritdoc/>
    public override string ToString() => Code is { } code ? $"code {code}" : $"signal {Signal}{(HasCore ? " with core" : "")}";
}
