using System.Diagnostics;
using Auspex.Rules.Files;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules.Files;

/// <summary>The order of rule files beside GNU's <c>sort -V</c>.</summary>
public sealed class RuleFileOrderTests
{
    [Fact]
    public void Numbers_count_as_numbers()
    {
        string[] names = ["/r/10-b.rules", "/r/9-a.rules", "/r/100.rules", "/r/1.rules"];
        Assert.Equal(["/r/1.rules", "/r/9-a.rules", "/r/10-b.rules", "/r/100.rules"], names.Order(RuleFileOrder.Instance), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Random_names_come_in_the_order_of_sort()
    {
        const string letters = "abZ019.-_~ ";
        var random = Seeded.New(out var seed);
        var names = Enumerable.Range(0, 2000)
            .Select(_ => "/etc/audit/rules.d/" + new string([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => letters[random.Next(letters.Length)])]) + ".rules")
            .Where(n => !n.Contains("/.", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        var start = new ProcessStartInfo("sort", ["-V"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["LC_ALL"] = "C";
        using var sort = Process.Start(start)!;
        var read = sort.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        sort.StandardInput.Write(string.Join('\n', names) + "\n");
        sort.StandardInput.Close();
        var expected = (await read).Split('\n')[..^1];
        Assert.True(expected.SequenceEqual(names.Order(RuleFileOrder.Instance), StringComparer.Ordinal), seed);
    }
}
