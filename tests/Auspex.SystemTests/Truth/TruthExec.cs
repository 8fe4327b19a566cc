using System.Text.Json;

namespace Auspex.SystemTests.Truth;

/// <summary>A successful execve as its caller knows it. Paths and arguments are bytes in hexadecimal.</summary>
/// <param name="Exe">The image; for a script its interpreter.</param>
/// <param name="Arguments">The arguments as the image has them.</param>
/// <param name="Cwd">The working directory.</param>
/// <param name="Script">The script as given to execve, or null.</param>
/// <param name="IsDeleted">The image had no name any more.</param>
internal sealed record TruthExec(string Exe, IReadOnlyList<string> Arguments, string Cwd, string? Script, bool IsDeleted)
{
    /// <summary>Reads one of <c>execs</c>; the fields are described in tests/truth/README.md.</summary>
    public static TruthExec Parse(JsonElement exec) => new(
        exec.TryGetProperty("exe_hex", out var hex) ? hex.GetString()! : Bytes.Hex(exec.GetProperty("exe").GetString()!),
        [.. exec.GetProperty("argv_hex").EnumerateArray().Select(a => a.GetString()!)],
        exec.GetProperty("cwd_hex").GetString()!,
        exec.TryGetProperty("script_hex", out var script) ? script.GetString() : null,
        exec.GetProperty("deleted").GetBoolean());
}
