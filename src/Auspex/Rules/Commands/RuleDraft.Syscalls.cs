using Auspex.Tables;

namespace Auspex.Rules.Commands;

internal sealed partial class RuleDraft
{
    /// <summary>
    /// <c>-S</c>: system calls by name or number, with commas, or <c>all</c>; operations on the list io_uring.
    /// </summary>
    public bool AddSyscalls(RuleWord word)
    {
        if (hasList && ListWithoutSyscalls() is { } complaint)
            return steps.Fail(RuleFault.NoSyscallsOnList, word.Place, complaint, "take -S away, or use the exit list");
        var isUring = hasList && list == RuleList.IoUring;
        if (!TryAddNames(word, isUring)) return false;
        hasSyscalls = true;
        if (isUring || arch != Machine.Unknown) return true;
        arch = host.Machine;
        WarnOfSibling(word);
        return true;
    }

    private string? ListWithoutSyscalls() => list switch
    {
        RuleList.Task => "Error: syscall auditing being added to task list",
        RuleList.User => "Error: syscall auditing being added to user list",
        RuleList.Filesystem => "Error: syscall auditing being added to filesystem list",
        RuleList.Exclude => "Error: syscall auditing cannot be put on exclude list",
        _ => null,
    };

    private bool TryAddNames(RuleWord word, bool isUring)
    {
        var table = isUring ? Machine.IoUring : arch == Machine.Unknown ? host.Machine : arch;
        foreach (var name in NamesIn(word))
        {
            if (name.Span.SequenceEqual("all"u8))
            {
                mask.AsSpan().Fill(uint.MaxValue);
                syscalls.Add(name);
                continue;
            }

            if (!TryFind(table, name.Span, out var number))
            {
                return steps.Fail(
                    RuleFault.UnknownSyscall,
                    name.Place,
                    isUring ? $"io_uring op unknown: {name}" : $"Syscall name unknown: {name}",
                    NameAdvice.Of(name.Span, table));
            }

            mask[number / 32] |= 1u << (number % 32);
            syscalls.Add(name);
        }

        return true;
    }

    /// <summary>The parts of a list; the tools pass over empty ones, so that a comma too many is no fault.</summary>
    private static List<RuleWord> NamesIn(RuleWord word)
    {
        var names = new List<RuleWord>();
        var isList = word.Span.Contains((byte)',');
        foreach (var range in word.Span.Split((byte)','))
        {
            var name = word.Part(range);
            if (!isList || !name.Text.IsEmpty) names.Add(name);
        }

        return names;
    }

    private static bool TryFind(Machine table, ReadOnlySpan<byte> name, out int number)
    {
        if (Syscalls.TryGetNumber(table, name, out number)) return true;
        if (!RuleNumber.StartsNumber(name) || !RuleNumber.Read(name, out var value) || value >= RuleWire.MaxSyscalls)
            return false;
        number = (int)value;
        return true;
    }

    /// <summary>Without <c>arch=</c> the kernel compares bare numbers, and programs of 32 bits use others.</summary>
    private void WarnOfSibling(RuleWord word)
    {
        var sibling = RuleArch.Sibling(host.Machine);
        if (!hasList || verb == RuleVerb.Delete || sibling == Machine.Unknown)
            return;
        foreach (var name in NamesIn(word))
        {
            if (name.Span.SequenceEqual("all"u8)) continue;
            if (TryFind(host.Machine, name.Span, out var here) && TryFind(sibling, name.Span, out var there) && here == there)
                continue;
            var where = place.File.Length == 0 ? "" : $" in line {place.Line}";
            steps.Warn(
                RuleFault.ArchMismatch,
                word.Place,
                $"WARNING - 32/64 bit syscall mismatch{where}, you should specify an arch",
                "one rule with -F arch=b64 and one with -F arch=b32 before -S");
            return;
        }
    }
}
