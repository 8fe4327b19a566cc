using System.Text;
using Auspex.Rules;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules;

/// <summary>The bytes that auditctl 3.0 made of rules and the kernel listed, beside what the builder makes of them.</summary>
public sealed class RuleWireGoldenTests
{
    [Fact]
    public void The_builder_makes_the_bytes_that_auditctl_made()
    {
        var folder = TestFiles.Shared("data/rules-wire");
        var compared = 0;
        foreach (var (file, text, bytes) in ReadAll(folder))
        {
            Assert.True(RuleWire.TryParse(bytes, out var golden), $"{file}: {text}");
            if (AuditctlText.Build(text, golden) is not { } built) continue;
            Assert.True(golden.Equals(built), $"{file}: {text}");
            Assert.True(WithoutClasses(bytes).AsSpan().StartsWith(WithoutClasses(built.Bytes)), $"{file}: {text}");
            Assert.True(bytes.Length - built.Bytes.Length is >= 0 and < 4, "nothing but padding follows");
            compared++;
        }

        Assert.True(compared >= 58, $"only {compared} rules were compared");
    }

    /// <summary>The bytes without the upper half of the last mask word, which the kernel lists as 0.</summary>
    private static byte[] WithoutClasses(ReadOnlySpan<byte> rule)
    {
        var bytes = rule.ToArray();
        bytes.AsSpan(RuleWire.FieldsAt - 2, 2).Clear();
        return bytes;
    }

    internal static IEnumerable<(string File, string Text, byte[] Bytes)> ReadAll(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.golden.yml").Append($"{folder}/rule_data.yml"))
        {
            string? text = null;
            var base64 = new StringBuilder();
            foreach (var line in File.ReadLines(file).Append("- flags: "))
            {
                if (line.StartsWith("- flags: ", StringComparison.Ordinal))
                {
                    if (base64.Length > 0) yield return (Path.GetFileName(file), text!, Convert.FromBase64String(base64.ToString()));
                    text = line["- flags: ".Length..].Trim('\'');
                    base64.Clear();
                }
                else if (line.StartsWith("    ", StringComparison.Ordinal))
                {
                    base64.Append(line.Trim());
                }
            }
        }
    }
}
