using System.Globalization;
using System.Text.Json;

namespace Auspex.SystemTests.Truth;

/// <summary>One line of <c>auspex watch --json</c>. Paths and arguments are bytes in hexadecimal.</summary>
/// <param name="Line">Its number in the output, from 1.</param>
/// <param name="Json">The object.</param>
internal sealed record ReportedStep(int Line, JsonElement Json)
{
    public string Event => Json.GetProperty("event").GetString()!;

    public string Id => Json.GetProperty("id").GetString()!;

    public string? ParentId => Json.GetProperty("parent_id").GetString();

    public int Pid => Json.GetProperty("pid").GetInt32();

    public int? ParentPid => Number("ppid");

    /// <summary>In milliseconds since 1970.</summary>
    public long Milliseconds => DateTimeOffset.Parse(Json.GetProperty("time").GetString()!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    public bool IsInferred => Json.TryGetProperty("inferred", out _);

    public bool IsDeleted => Json.TryGetProperty("deleted", out var deleted) && deleted.GetBoolean();

    public bool IsCut => Json.TryGetProperty("argv_cut", out _);

    public bool IsByAccountingOnly => Sources is "accounting" or "accounting,proc"; // proc tells a signal, and no time

    /// <summary>The sources with a comma between them.</summary>
    public string Sources => string.Join(',', Json.GetProperty("source").EnumerateArray().Select(s => s.GetString()));

    /// <summary>The arguments; none and not known are both empty.</summary>
    public IReadOnlyList<string> Arguments
    {
        get
        {
            var argv = Json.GetProperty("argv");
            if (argv.ValueKind == JsonValueKind.Null) return [];
            var texts = argv.EnumerateArray().Select(a => Truth.Bytes.Hex(a.GetString()!)).ToList();
            if (!Json.TryGetProperty("argv_hex", out var raw)) return texts;
            return [.. raw.EnumerateArray().Select((r, i) => r.GetString() ?? texts[i])];
        }
    }

    /// <summary>A number, or null where it is null or missing.</summary>
    public int? Number(string field) =>
        Json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    /// <summary>The bytes of a text, in hexadecimal; null where it is null or missing.</summary>
    public string? Bytes(string field)
    {
        if (Json.TryGetProperty(field + "_hex", out var raw)) return raw.GetString();
        return Json.TryGetProperty(field, out var text) && text.GetString() is { } value ? Truth.Bytes.Hex(value) : null;
    }

    /// <summary>The end in the words of <see cref="TruthEnd"/>.</summary>
    public string EndText => Json.GetProperty("end").GetString() switch
    {
        "code" => $"code {Number("exit_code")}",
        "signal" => $"signal {Number("signal")}{(Json.GetProperty("core_dumped").GetBoolean() ? " with core" : "")}",
        var other => other ?? "null",
    };
}
