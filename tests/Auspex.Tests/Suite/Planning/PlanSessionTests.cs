using System.Text;
using System.Text.Json;
using Auspex.Kernel;
using Auspex.Tests.Kernel;
using Auspex.Tests.Rules;
using Auspex.Tool.Applets.Planning;

namespace Auspex.Tests.Suite.Planning;

public sealed class PlanSessionTests : IDisposable
{
    private const string A = "-a always,exit -F arch=b64 -S openat -F key=a", B = "-a always,exit -F arch=b64 -S mount -F key=b";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auspex-plan-");
    private readonly FakeAuditControl kernel = new();

    public PlanSessionTests() => kernel.AddRule(RuleReading.Rule(A).ToWire());

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_plan_reads_like_a_diff_and_changes_nothing()
    {
        kernel.Changes.Clear();
        var file = Write("x.rules", $"-b 64\n-f 2\n{B}\n");
        var session = Session(false, file);
        Assert.True(session.Check());
        Assert.Equal(0, session.Plan(null));
        Assert.Equal(
            $"--- kernel\n+++ {file}\n- failure 1\n+ failure 2  # {file}:2\n+ {B}  # {file}:3\n- {A}\n"
            + "3 requests: 1 rules added, 1 deleted, 0 moved, 1 settings changed; 0 rules stay\n",
            Encoding.UTF8.GetString(session.Output.Written));
        Assert.Empty(kernel.Changes);
    }

    [Fact]
    public void A_difference_has_its_exit_code_and_tells_of_the_next_boot()
    {
        var file = Write("x.rules", $"{A}\n");
        Assert.Equal(0, Session(false, file).Diff(null));
        kernel.Status = kernel.Status with { Enabled = EnabledState.Locked };
        Assert.Equal(0, Session(false, file).Diff(null));
        var session = Session(false, Write("y.rules", $"{A}\n{B}\n"));
        Assert.Equal(1, session.Diff(null));
        Assert.StartsWith("audit is locked: this changes at the next boot", Encoding.UTF8.GetString(session.Output.Written), StringComparison.Ordinal);
        Assert.Equal(3, Session(false, Write("y.rules", $"{A}\n{B}\n")).Apply());
    }

    [Fact]
    public void A_directory_is_read_in_the_order_of_augenrules_and_json_names_the_refused_rule()
    {
        Write("20.rules", $"{B}\n");
        Write("3.rules", $"-D\n{A}"); // 3 before 20, and no line end
        kernel.RefusesRule = static r => r.HasKey("b"u8) ? 22 : 0;
        var session = Session(true, folder.FullName);
        Assert.Equal(1, session.Apply());
        using var json = JsonDocument.Parse(session.Output.Written.ToArray());
        Assert.Equal("put-back", json.RootElement.GetProperty("result").GetString());
        var refusal = json.RootElement.GetProperty("refusal");
        Assert.Equal(B, refusal.GetProperty("rule").GetString());
        Assert.Equal(Path.Combine(folder.FullName, "20.rules"), refusal.GetProperty("file").GetString());
        Assert.Equal(1, refusal.GetProperty("line").GetInt32());
        kernel.RefusesRule = null;
        Assert.Equal(0, Session(false, folder.FullName).Apply());
        Assert.Equal([A, B], kernel.ListRules().Select(r => RuleReading.List(r)), StringComparer.Ordinal);
    }

    [Fact]
    public void Files_with_errors_are_not_used()
    {
        var session = Session(false, Write("x.rules", "-a always,exit -S bogus\n"));
        Assert.False(session.Check());
        Assert.Contains("x.rules(1,", Encoding.UTF8.GetString(session.Errors.Written), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_strangers_do_not_reach_the_terminal_as_they_are()
    {
        kernel.AddRule(RuleReading.Rule("-a always,exit -S all -F exit=-EPERM -k a\u001B]0;x\u0007\u202E").ToWire());
        kernel.RefusesRule = static r => r.HasKey("n"u8) ? 22 : 0;
        var file = Write("\u009Bx.rules", "-a always,exit -S all -F pid=5 -F key=n\u001B\n-i\n");
        foreach (var act in (Func<PlanSession, int>[])[s => s.Diff(null), s => s.Plan(null), s => s.Apply()])
        {
            var session = Session(false, file);
            Assert.True(session.Check());
            act(session);
            var text = Encoding.UTF8.GetString(session.Output.Written) + Encoding.UTF8.GetString(session.Errors.Written);
            Assert.True(Auspex.Text.TerminalText.IsSafe(Encoding.UTF8.GetBytes(text.Replace("\n", "", StringComparison.Ordinal))), text);
            Assert.Contains("\\x1b", text, StringComparison.Ordinal);
        }
    }

    private PlanSession Session(bool isJson, string path) => new(new FixedRuleHost(), kernel, [path], isJson);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
