using Auspex.Rules;
using Auspex.Rules.Plan;

namespace Auspex.Tests.Rules.Plan;

public sealed class RulePlanTests
{
    private static readonly RuleWire[] Universe = [.. Planning.Wanted(string.Join('\n', Planning.Lines(4))).Rules.Select(r => r.Wire)];

    [Fact]
    public void What_is_loaded_already_needs_nothing()
    {
        var wanted = Planning.Wanted(string.Join('\n', Planning.Lines(50)));
        var plan = RulePlan.Make(Planning.Loaded(wanted.Rules.Select(r => r.Wire)), wanted);
        Assert.True(plan.IsEmpty);
        Assert.Equal(50, plan.Kept);
    }

    [Fact]
    public void Every_plan_between_orders_of_four_rules_is_right_and_none_is_shorter()
    {
        var states = Arrangements([], [0, 1, 2, 3]).ToList();
        Assert.Equal(65, states.Count);
        foreach (var from in states)
        {
            var fewest = FewestRequests(from);
            foreach (var to in states)
            {
                var loaded = Rules(from);
                var plan = RulePlan.Make(Planning.Loaded(loaded), Wanted(Rules(to)));
                Assert.Equal(Rules(to), Planning.Play(loaded, plan.Operations));
                Assert.True(fewest[to] == plan.Operations.Count, $"[{from}] to [{to}]: {fewest[to]} would do, {plan.Operations.Count} planned");
            }
        }
    }

    [Fact]
    public void Random_sets_on_several_lists_are_reached_in_their_order()
    {
        const int seed = 20261121;
        var random = new Random(seed);
        var all = Planning.Wanted(string.Join('\n', RandomLines())).Rules.Select(r => r.Wire).ToArray();
        for (var round = 0; round < 300; round++)
        {
            var (loaded, wanted) = (Some(random, all), Some(random, all));
            var plan = RulePlan.Make(Planning.Loaded(loaded), Wanted(wanted));
            Assert.True(RulePlan.IsSame(Planning.Play(loaded, plan.Operations), wanted), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void One_rule_changed_near_the_end_touches_only_what_stands_behind_it()
    {
        var before = Planning.Lines(200);
        var after = before.ToArray();
        after[197] = "-a always,exit -F arch=b64 -S openat -F pid=9999 -F key=new";
        var plan = RulePlan.Make(
            Planning.Loaded(Planning.Wanted(string.Join('\n', before)).Rules.Select(r => r.Wire)), Planning.Wanted(string.Join('\n', after)));
        Assert.Equal(197, plan.Kept);
        Assert.Equal(
            [(RuleOperationKind.Append, 198), (RuleOperationKind.Delete, 199), (RuleOperationKind.Append, 199), (RuleOperationKind.Delete, 200),
                (RuleOperationKind.Append, 200), (RuleOperationKind.Delete, 0)],
            plan.Operations.Select(o => (o.Kind, o.Place?.Line ?? 0)));
    }

    [Fact]
    public void A_rule_at_the_front_is_prepended()
    {
        var wanted = Planning.Wanted("-a never,exit -F arch=b64 -S all -F pid=7\n" + string.Join('\n', Planning.Lines(100)));
        var plan = RulePlan.Make(Planning.Loaded(wanted.Rules.Skip(1).Select(r => r.Wire)), wanted);
        var operation = Assert.Single(plan.Operations);
        Assert.Equal(RuleOperationKind.Prepend, operation.Kind);
        Assert.Equal(100, plan.Kept);
    }

    [Fact]
    public void Settings_change_only_where_the_files_say_otherwise()
    {
        var loaded = new LoadedRules([], new Dictionary<RuleSetting, uint>
        {
            [RuleSetting.BacklogLimit] = 64,
            [RuleSetting.Failure] = 1,
            [RuleSetting.Enabled] = 1,
            [RuleSetting.RateLimit] = 5,
        });
        var plan = RulePlan.Make(loaded, Planning.Wanted("-b 8192\n-f 1\n-e 2\n"));
        Assert.Equal(["BacklogLimit 64 8192 1 False", "Enabled 1 2 3 True"], plan.Settings.Select(s => $"{s.Setting} {s.From} {s.To} {s.Place.Line} {s.IsForGood}"), StringComparer.Ordinal);
    }

    private static WantedRules Wanted(IReadOnlyList<RuleWire> rules) => new()
    {
        Rules = [.. rules.Select(r => new WantedRule(r, default))],
        Settings = [],
        Errors = [],
        Notes = [],
    };

    private static RuleWire[] Rules(string state) => [.. state.Select(c => Universe[c - '0'])];

    private static IEnumerable<string> Arrangements(IReadOnlyList<int> used, IReadOnlyList<int> left)
    {
        yield return string.Concat(used);
        foreach (var next in left)
        {
            foreach (var longer in Arrangements([.. used, next], [.. left.Where(l => l != next)])) yield return longer;
        }
    }

    /// <summary>The fewest requests that lead from one arrangement to each other one, by trying all.</summary>
    private static Dictionary<string, int> FewestRequests(string from)
    {
        var fewest = new Dictionary<string, int>(StringComparer.Ordinal) { [from] = 0 };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var state))
        {
            var removed = state.Select((_, i) => state.Remove(i, 1));
            var added = "0123".Where(c => !state.Contains(c)).SelectMany(c => (string[])[c + state, state + c]);
            foreach (var next in removed.Concat(added))
            {
                if (fewest.TryAdd(next, fewest[state] + 1)) queue.Enqueue(next);
            }
        }

        return fewest;
    }

    private static IEnumerable<string> RandomLines()
    {
        for (var i = 1; i <= 12; i++)
        {
            yield return $"-a always,exit -F arch=b64 -S openat -F pid={i}";
            yield return $"-a never,task -F pid={i}";
            yield return $"-a always,exclude -F msgtype={1300 + i}";
        }
    }

    private static RuleWire[] Some(Random random, RuleWire[] all)
    {
        var shuffled = all.ToArray();
        if (random.Next(2) == 0) random.Shuffle(shuffled);
        return [.. shuffled.Where(_ => random.Next(3) > 0)];
    }
}
