using System.Text;
using Auspex.Rules;
using Auspex.Rules.Plan;

namespace Auspex.Tests.Rules.Plan;

/// <summary>Short ways from text to what is wanted, and a model of what the kernel makes of requests.</summary>
internal static class Planning
{
    /// <summary>What one file asks for.</summary>
    public static WantedRules Wanted(string text, string file = "test.rules") => Wanted(false, (file, text));

    /// <summary>What several files ask for.</summary>
    public static WantedRules Wanted(bool isMerged, params (string File, string Text)[] files)
    {
        var reader = new WantedReader(new FixedRuleHost(), isMerged);
        foreach (var (file, text) in files) reader.Add(file, Encoding.UTF8.GetBytes(text));
        return reader.ToWanted();
    }

    /// <summary>What is wanted, as it is listed.</summary>
    public static string[] Listed(WantedRules wanted) => [.. wanted.Rules.Select(r => RuleReading.List(r.Wire))];

    /// <summary>A kernel that holds these rules.</summary>
    public static LoadedRules Loaded(IEnumerable<RuleWire> rules) => LoadedRules.None with { Rules = [.. rules] };

    /// <summary>The rules that a kernel holds after the requests; fails where it would refuse one.</summary>
    public static List<RuleWire> Play(IEnumerable<RuleWire> loaded, IEnumerable<RuleOperation> operations)
    {
        var rules = loaded.ToList();
        foreach (var operation in operations)
        {
            if (operation.Kind == RuleOperationKind.Delete) Assert.True(rules.Remove(operation.Rule));
            else Assert.DoesNotContain(operation.Rule, rules);
            Assert.Equal(operation.Kind == RuleOperationKind.Prepend, operation.Rule.Prepend);
            if (operation.Kind == RuleOperationKind.Append) rules.Add(operation.Rule);
            if (operation.Kind == RuleOperationKind.Prepend) rules.Insert(0, operation.Rule);
        }

        return rules;
    }

    /// <summary>Rule files of <paramref name="count"/> different rules, a line each, from line 1.</summary>
    public static string[] Lines(int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"-a always,exit -F arch=b64 -S openat -F pid={i + 1} -F key=k{i}")];
}
