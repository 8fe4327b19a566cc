using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Auspex.Rules;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Suite.Auditctl;

/// <summary>One run of auditctl 4.2.2 against the fake kernel of the goldens. See ../shared/data/golden/README.txt.</summary>
internal sealed class AuditctlGolden
{
    private readonly JsonElement json;

    private AuditctlGolden(JsonElement json) => this.json = json;

    /// <summary>The command line, or the name of the rule file.</summary>
    public string Name => (json.TryGetProperty("cmdline", out var line) ? line : json.GetProperty("name")).GetString()!;

    public string[] Arguments => [.. json.GetProperty("args").EnumerateArray().Select(a => a.GetString()!)];

    /// <summary>The rule file; null where its text is not ours to keep.</summary>
    public string? Text => json.TryGetProperty("text", out var text) ? text.GetString() : null;

    public int ExitCode => json.GetProperty("rc").GetInt32();

    public string Output => json.GetProperty("stdout").GetString()!;

    public string[] Errors => json.GetProperty("stderr").GetString()!.Split('\n')[..^1];

    public string List => json.TryGetProperty("list", out var list) ? list.GetString() ?? "" : "";

    public string InterpretedList => json.TryGetProperty("list_i", out var list) ? list.GetString() ?? "" : "";

    /// <summary>What was sent, in a form in which ours compares: a rule decoded, anything else as type and bytes.</summary>
    public string[] Sent => json.TryGetProperty("netlink", out var sent) && sent.ValueKind == JsonValueKind.Array
        ? [.. sent.EnumerateArray().Select(Describe)] : [];

    /// <summary>All runs of a golden file.</summary>
    public static IReadOnlyList<AuditctlGolden> ReadAll(string name) =>
        [.. File.ReadLines(Shared.Path($"data/golden/{name}")).Select(l => new AuditctlGolden(JsonDocument.Parse(l).RootElement))];

    /// <summary>The same form for what we sent.</summary>
    public static string Describe((int Type, byte[] Payload) sent)
    {
        if (sent.Type is not (1011 or 1012)) return $"{sent.Type} {Convert.ToHexStringLower(sent.Payload).TrimEnd('0')}";
        var words = MemoryMarshal.Cast<byte, uint>(sent.Payload.AsSpan(0, RuleWire.HeaderBytes)).ToArray();
        var count = (int)words[2];
        var mask = words[3..67];
        var set = Array.TrueForAll(mask, m => m == uint.MaxValue) ? "all"
            : string.Join(',', mask.Select((m, i) => (m, i)).Where(p => p.m != 0).Select(p => $"{p.i}:{p.m:x8}"));
        var conditions = Enumerable.Range(0, count).Select(i => $"{words[67 + i]} {words[195 + i]:x} {words[131 + i]}");
        return Rule(sent.Type, words[0], words[1], set, string.Join(';', conditions), Encoding.UTF8.GetString(sent.Payload.AsSpan(RuleWire.HeaderBytes)));
    }

    private static string Describe(JsonElement message)
    {
        var type = message.GetProperty("msg_type").GetInt32();
        if (!message.TryGetProperty("flags", out var flags))
        {
            var payload = message.TryGetProperty("payload_hex", out var hex) ? hex.GetString()! : "";
            return $"{type} {payload.TrimEnd('0')}";
        }

        var mask = message.GetProperty("mask");
        var set = mask.ValueKind == JsonValueKind.String ? "all"
            : string.Join(',', mask.EnumerateObject().Select(p => $"{p.Name}:{p.Value.GetString()![2..]}"));
        var fields = Numbers(message, "fields");
        var values = Numbers(message, "values");
        var operators = message.GetProperty("fieldflags").EnumerateArray().Select(o => o.GetString()![2..]).ToArray();
        var conditions = fields.Select((f, i) => $"{f} {operators[i]} {values[i]}");
        return Rule(type, flags.GetUInt32(), message.GetProperty("action").GetUInt32(), set, string.Join(';', conditions), message.GetProperty("buf").GetString()!);
    }

    private static uint[] Numbers(JsonElement message, string name) =>
        [.. message.GetProperty(name).EnumerateArray().Select(v => (uint)v.GetInt64())];

    private static string Rule(int type, uint flags, uint action, string mask, string conditions, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{type} flags={flags} action={action} mask={mask} [{conditions}] {text.Replace('\u0001', '|')}");
}
