using Auspex.Tables;

namespace Auspex.Rules.Commands;

internal sealed partial class RuleDraft
{
    private const int MaxPathBytes = 4096;
    private const int MaxNameBytes = 255;
    private const uint AllPermissions = 15;

    /// <summary><c>-w</c>, <c>-W</c>: watches a file, or a directory and all below it.</summary>
    public bool SetWatch(RuleVerb wanted, RuleWord word)
    {
        if (wanted != RuleVerb.Delete && hasList)
        {
            return steps.Fail(
                RuleFault.WatchInRule,
                word.Place,
                "watch option can't be given with a syscall",
                "use -F path= or -F dir=");
        }

        if (hasList || terms.Count > 0 || hasSyscalls)
        {
            return steps.Fail(
                RuleFault.WatchInRule,
                word.Place,
                "Watches may not include fields or actions",
                "-W stands alone, or with -p and -k");
        }

        if (!CheckPath(word)) return false;

        var path = word;
        if (path.Text.Length > 2) path = path.Part(..Math.Max(path.Span.TrimEnd((byte)'/').Length, 1));
        (verb, list, action, hasList, isWatch) = (wanted, RuleList.Exit, RuleAction.Always, true, true);
        mask.AsSpan().Fill(uint.MaxValue);
        hasPermission = true;
        var field = host.IsDirectory(path.Span) ? RuleField.Dir : RuleField.Path;
        terms.Add(new RuleTerm(field, RuleOperator.Equal, 0, path.Text, path.Place));
        terms.Add(new RuleTerm(RuleField.Perm, RuleOperator.Equal, AllPermissions, default, path.Place));
        if (wanted != RuleVerb.Delete)
        {
            steps.Note(
                RuleFault.SlowWatch,
                word.Place,
                "Old style watch rules are slower",
                $"-a always,exit -F arch=b64 -F {(field == RuleField.Dir ? "dir" : "path")}={path} -F perm=wa, and for b32");
        }

        return true;
    }

    /// <summary><c>-p</c>: the permissions of a watch.</summary>
    public bool SetPermissions(RuleWord word)
    {
        if (word.Text.Length > 4)
        {
            return steps.Fail(
                RuleFault.BadPermission,
                word.Place,
                $"permission {word} is too long",
                "at most one each of r, w, x, a");
        }

        uint bits = 0;
        for (var i = 0; i < word.Text.Length; i++)
        {
            var bit = Permission(word.Span[i]);
            if (bit == 0)
            {
                var letter = word.Part(i..(i + 1));
                return steps.Fail(
                    RuleFault.BadPermission,
                    letter.Place,
                    $"Permission {letter} isn't supported",
                    "only r, w, x, a");
            }

            bits |= bit;
        }

        if (!hasList)
        {
            return steps.Fail(
                RuleFault.PermissionAlone,
                word.Place,
                "permission option needs a watch given prior to it",
                "-w PATH stands before -p");
        }

        return AddPermissions(word, bits);
    }

    private bool AddPermissions(RuleWord word, uint bits)
    {
        var term = new RuleTerm(RuleField.Perm, RuleOperator.Equal, bits, default, word.Place);
        var standing = terms.FindIndex(t => t.Field == RuleField.Perm);
        hasPermission = true;
        if (standing >= 0)
        {
            terms[standing] = term;
            return true;
        }

        if (terms.Count == 0)
        {
            return steps.Fail(
                RuleFault.PermissionAlone,
                word.Place,
                "Permissions should be preceded by other fields",
                "-F path= or -F dir= stands before");
        }

        if (list != RuleList.Exit) return FailList(word, "perm", RuleList.Exit);
        return Add(word, term);
    }

    private static uint Permission(byte letter) => (letter | 0x20) switch
    {
        'x' => 1,
        'w' => 2,
        'r' => 4,
        'a' => 8,
        _ => 0,
    };

    private bool CheckPath(RuleWord word)
    {
        var path = word.Span;
        if (path.Length >= MaxPathBytes)
        {
            return steps.Fail(
                RuleFault.BadPath,
                word.Place,
                "The path passed for the watch is too big",
                $"at most {MaxPathBytes - 1} bytes");
        }

        if (path.IsEmpty || path[0] != (byte)'/')
        {
            return steps.Fail(
                RuleFault.BadPath,
                word.Place,
                "The path must start with '/'",
                QuotedWords.IsQuoted(path) ? QuotedWords.Advice : "give the full path");
        }

        if (path.Length - 1 - path.LastIndexOf((byte)'/') > MaxNameBytes)
        {
            return steps.Fail(
                RuleFault.BadPath,
                word.Place,
                "The base name of the path is too big",
                $"at most {MaxNameBytes} bytes");
        }

        if (path.IndexOf(".."u8) >= 0)
        {
            steps.Warn(
                RuleFault.OddPath,
                word.Place,
                "Warning - relative path notation is not supported",
                "the kernel resolves no ..: give the plain path");
        }

        if (path.IndexOfAny((byte)'*', (byte)'?') >= 0)
        {
            steps.Warn(
                RuleFault.OddPath,
                word.Place,
                "Warning - wildcard notation is not supported",
                "watch the directory, or name each file");
        }

        return true;
    }

    /// <summary>Takes the calls that <paramref name="bits"/> can be about, as far as the machine has them.</summary>
    private void AddCallsOf(uint bits)
    {
        var calls = PermissionCalls.Table;
        for (var i = 0; i < calls.Count; i++)
        {
            if ((calls.Value(i) & bits) == 0 || !Syscalls.TryGetNumber(arch, calls.Name(i), out var number)) continue;
            mask[number / 32] |= 1u << (number % 32);
        }

        hasSyscalls = true;
    }
}
