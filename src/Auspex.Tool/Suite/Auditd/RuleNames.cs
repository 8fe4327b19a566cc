using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.Rules;
using Auspex.Text;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>Finds the loaded rule that has a key. The rules are read from the kernel when they are asked for, and kept for a while.</summary>
internal sealed class RuleNames(IAuditControl? control)
{
    private const long KeptMilliseconds = 30_000;

    private readonly Dictionary<string, string> byKey = new(StringComparer.Ordinal);
    private long readAt = -KeptMilliseconds;

    /// <summary>The first rule with the key, and how many more there are; null where there is none.</summary>
    internal string? Find(string key)
    {
        if (Clock.MonotonicMilliseconds - readAt >= KeptMilliseconds) Read();
        return byKey.GetValueOrDefault(key);
    }

    private void Read()
    {
        readAt = Clock.MonotonicMilliseconds;
        byKey.Clear();
        if (control is null) return;
        try
        {
            var listing = new RuleListing(Applets.Planning.PlanCommands.HostOf(control).Machine);
            var text = new ByteBuffer();
            var more = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var rule in control.ListRules())
            {
                if (rule.Keys.IsEmpty) continue;
                text.Clear();
                listing.Append(rule, text);
                foreach (var range in rule.Keys.Split(RuleWire.KeySeparator))
                {
                    var key = Encoding.UTF8.GetString(rule.Keys[range]);
                    if (!byKey.TryAdd(key, Encoding.UTF8.GetString(text.Written))) more[key] = more.GetValueOrDefault(key) + 1;
                }
            }

            foreach (var (key, count) in more) byKey[key] += $" (and {count} more)";
        }
        catch (KernelException)
        {
            byKey.Clear(); // the summary then names the key alone
        }
    }
}
