namespace Auspex.Rules.Commands;

internal sealed partial class RuleDraft
{
    /// <summary><c>-k</c>: a key; the rule must already be one that may have keys.</summary>
    public bool AddKey(RuleWord word)
    {
        if (!hasList || !MayHaveKey)
        {
            return steps.Fail(
                RuleFault.KeyAlone,
                word.Place,
                "key option needs a watch or syscall given prior to it",
                "-k stands last, behind -w, -S or -F exe=");
        }

        return KeepKey(word);
    }

    private bool MayHaveKey => hasSyscalls || hasPermission || hasExe || hasFilesystem;

    private bool KeepKey(RuleWord word)
    {
        if (word.Text.IsEmpty) return true; // auditctl ignores it
        if (word.Span.Contains(RuleWire.KeySeparator))
        {
            return steps.Fail(
                RuleFault.BadKey,
                word.Place,
                $"key {word} has illegal character",
                "the byte 01 separates keys");
        }

        if (keys.Sum(k => k.Text.Length + 1) + word.Text.Length > RuleWire.MaxKeyBytes)
        {
            return steps.Fail(
                RuleFault.BadKey,
                word.Place,
                "key option exceeds size limit",
                $"all keys of a rule have {RuleWire.MaxKeyBytes} bytes, one more between two");
        }

        keys.Add(word);
        return true;
    }

    private bool CheckKeys()
    {
        if (terms.Count >= MaxTerms) return FailRoom(keys[0], $"key={keys[0]}");
        return MayHaveKey || steps.Fail(
            RuleFault.KeyAlone,
            keys[0].Place,
            "Key field needs a watch, syscall or exe path given prior to it",
            "add -S, or take the key away");
    }

    private bool FailRoom(RuleWord word, string text) => steps.Fail(
        RuleFault.TooManyFields,
        word.Place,
        $"Too many fields in rule: {text}",
        $"a rule holds {MaxTerms} fields: split it in two");
}
