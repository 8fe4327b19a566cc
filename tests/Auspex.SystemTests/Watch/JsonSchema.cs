using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>What docs/watch-json.md says, as rules that lines can be held to.</summary>
internal sealed partial class JsonSchema
{
    private static readonly string[] ProcessEvents = ["fork", "exec", "exit", "snapshot"];
    private static readonly string[] AllEvents = [.. ProcessEvents, "lost", "clock"];

    private JsonSchema(IReadOnlyList<SchemaField> fields, IReadOnlyList<string> examples)
    {
        Fields = fields;
        Examples = examples;
    }

    /// <summary>The rows of the tables, in their order.</summary>
    public IReadOnlyList<SchemaField> Fields { get; }

    /// <summary>The lines in the page's blocks of JSON.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Fields that were seen, as <c>event.field</c>.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the page.</summary>
    public static JsonSchema Read()
    {
        var lines = File.ReadAllLines(Repository.PathOf("docs", "watch-json.md"));
        var fields = lines.Select(l => Row().Match(l)).Where(m => m.Success).Select(ParseRow).ToList();
        var examples = lines.Where(l => l.StartsWith('{')).ToList();
        return new JsonSchema(fields, examples);
    }

    /// <summary>Fails where <paramref name="line"/> is not as the page says.</summary>
    public void Check(string line)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement;
        var name = json.GetProperty("event").GetString()!;
        var fields = Fields.Where(f => f.Events.Contains(name)).ToList();
        var printed = json.EnumerateObject().Select(p => p.Name).ToList();
        Assert.True(printed.SequenceEqual(fields.Select(f => f.Name).Where(f => printed.Contains(f, StringComparer.Ordinal)), StringComparer.Ordinal),
            $"not documented for {name}, or not in this order: {string.Join(' ', printed)}\n{line}");
        foreach (var field in fields)
        {
            var isThere = json.TryGetProperty(field.Name, out var value);
            if (isThere) Seen.Add($"{name}.{field.Name}");
            Assert.True(IsPresenceRight(field, json, isThere, value), $"{field.Name} is there {field.Presence}\n{line}");
            Assert.True(!isThere || HasType(field, field.Type, value), $"{field.Name} is of type {field.Type}\n{line}");
        }
    }

    private static SchemaField ParseRow(Match row)
    {
        var events = row.Groups["in"].Value switch
        {
            "all" => AllEvents,
            "process" => ProcessEvents,
            var list => list.Split(", "),
        };
        Assert.All(events, e => Assert.Contains(e, AllEvents, StringComparer.Ordinal));
        return new SchemaField(row.Groups["name"].Value, events.ToHashSet(StringComparer.Ordinal), row.Groups["presence"].Value, row.Groups["type"].Value,
            Code().Matches(row.Groups["meaning"].Value).Select(m => m.Groups["word"].Value).ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsPresenceRight(SchemaField field, JsonElement json, bool isThere, JsonElement value) => field.Presence switch
    {
        "always" => isThere,
        "if true" => !isThere || value.ValueKind == JsonValueKind.True,
        "if not UTF-8" => isThere == (Text(json, field.Name[..^"_hex".Length])?.Contains('\uFFFD', StringComparison.Ordinal) == true),
        "if one is not UTF-8" => isThere == Strings(json, "argv").Any(a => a.Contains('\uFFFD', StringComparison.Ordinal))
            && (!isThere || value.GetArrayLength() == json.GetProperty("argv").GetArrayLength()),
        "if a rule has one" or "if records name one" => true,
        "if end is code" => isThere == (Text(json, "end") == "code"),
        "if end is signal" => isThere == (Text(json, "end") == "signal"),
        var other => throw new InvalidOperationException($"the page says '{other}', which this test does not know"),
    };

    private static bool HasType(SchemaField field, string type, JsonElement value) => type switch
    {
        _ when type.EndsWith(" or null", StringComparison.Ordinal) =>
            value.ValueKind == JsonValueKind.Null || HasType(field, type[..^" or null".Length], value),
        "string" => value.ValueKind == JsonValueKind.String,
        "strings" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String),
        "number" => value.ValueKind == JsonValueKind.Number,
        "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "word" => value.ValueKind == JsonValueKind.String && field.Words.Contains(value.GetString()!),
        "words" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => field.Words.Contains(v.GetString()!)),
        "time" => value.ValueKind == JsonValueKind.String && DateTime.TryParseExact(
            value.GetString(), "yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "hex" => IsHexOfBytes(value),
        "hexes" => value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Null || IsHexOfBytes(v))
            && value.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.String),
        _ => throw new InvalidOperationException($"the page says '{type}', which this test does not know"),
    };

    /// <summary>Hexadecimal of bytes that are not UTF-8: else there would be no need for it.</summary>
    private static bool IsHexOfBytes(JsonElement value) =>
        Hexadecimal().IsMatch(value.GetString()!) && !Utf8.IsValid(Convert.FromHexString(value.GetString()!));

    private static string? Text(JsonElement json, string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Strings(JsonElement json, string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(v => v.GetString()!)
            : [];

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<in>[^|]+) \| (?<presence>[^|]+) \| (?<type>[^|]+) \| (?<meaning>.+) \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("^(?:[0-9a-f]{2})+$", RegexOptions.None, 1000)]
    private static partial Regex Hexadecimal();
}
