namespace Auspex.Rules.Commands;

internal sealed partial class CommandReader
{
    private static bool TakeControl(OptionScanner option, int wordCount, StepList steps) => option.Name switch
    {
        "e" => SetWord(option, steps, CommandKind.SetEnabled, "Enable"),
        "f" => SetWord(option, steps, CommandKind.SetFailure, "Failure"),
        "r" => SetNumber(option, steps, CommandKind.SetRateLimit, "Rate"),
        "b" => SetNumber(option, steps, CommandKind.SetBacklogLimit, "Backlog"),
        "backlog_wait_time" => SetNumber(option, steps, CommandKind.SetBacklogWaitTime, "Backlog_wait_time"),
        "reset-lost" => Do(option, steps, CommandKind.ResetLost),
        "reset_backlog_wait_time_actual" => Do(option, steps, CommandKind.ResetBacklogWaitTimeActual),
        "loginuid-immutable" => Do(option, steps, CommandKind.LockLoginUid),
        "signal" => steps.Add(new CommandStep(CommandKind.Signal, option.Value.Place) { Text = option.Value.Text }),
        "i" => Do(option, steps, CommandKind.IgnoreErrors),
        "c" => Do(option, steps, CommandKind.ContinueOnErrors),
        "t" => Do(option, steps, CommandKind.Trim),
        "v" => Do(option, steps, CommandKind.ShowVersion),
        "h" or "help" => Do(option, steps, CommandKind.ShowHelp),
        "q" => MakeEquivalent(option, steps),
        "m" => SendMessage(option, wordCount, steps),
        "s" => ShowStatus(option, wordCount, steps),
        "l" => ListRules(option, wordCount, steps),
        "D" => DeleteRules(option, wordCount, steps),
        _ => steps.Fail( // -R: a command line of nothing else is not for this reader
            RuleFault.NestedFile,
            option.Word.Place,
            "Error - nested rule files not supported",
            "-R FILE stands alone on a command line"),
    };

    private static bool Do(OptionScanner option, StepList steps, CommandKind kind) =>
        steps.Add(new CommandStep(kind, option.Word.Place));

    private static bool SetWord(OptionScanner option, StepList steps, CommandKind kind, string name)
    {
        if (option.Value.Span is [>= (byte)'0' and <= (byte)'2' and var digit])
            return steps.Add(new CommandStep(kind, option.Value.Place) { Number = (uint)(digit - '0') });
        return steps.Fail(
            RuleFault.BadOptionValue,
            option.Value.Place,
            $"{name} must be 0, 1, or 2 was {option.Value}");
    }

    private static bool SetNumber(OptionScanner option, StepList steps, CommandKind kind, string name)
    {
        var value = option.Value;
        if (!RuleNumber.StartsNumber(value.Span))
            return steps.Fail(RuleFault.BadOptionValue, value.Place, $"{name} must be a numeric value was {value}");
        if (!RuleNumber.Read(value.Span, out var number))
        {
            steps.Warn(
                RuleFault.NumberCut,
                value.Place,
                $"Warning - {value} is read as {number}",
                "a number of at most 32 bits, and nothing behind it");
        }

        return steps.Add(new CommandStep(kind, value.Place) { Number = number });
    }

    private static bool MakeEquivalent(OptionScanner option, StepList steps)
    {
        var parts = option.Value.Span;
        var comma = parts.IndexOf((byte)',');
        if (comma <= 0 || comma == parts.Length - 1 || parts[(comma + 1)..].Contains((byte)','))
        {
            return steps.Fail(
                RuleFault.BadOptionValue,
                option.Value.Place,
                "Error parsing equivalent parts",
                "-q MOUNT,SUBTREE");
        }

        return steps.Add(new CommandStep(CommandKind.MakeEquivalent, option.Value.Place)
        {
            Text = option.Value.Text[..comma],
            OtherText = option.Value.Text[(comma + 1)..],
        });
    }

    private static bool SendMessage(OptionScanner option, int wordCount, StepList steps)
    {
        if (wordCount != 2)
        {
            return steps.Fail(
                RuleFault.WrongCompany,
                option.Word.Place,
                "The -m option must be only the only option and takes 1 parameter",
                "quote the text");
        }

        var odd = option.Value.Span.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7F);
        if (odd >= 0)
        {
            return steps.Fail(
                RuleFault.BadOptionValue,
                option.Value.Part(odd..(odd + 1)).Place,
                "Illegal character in audit event",
                "only printable ASCII");
        }

        return steps.Add(new CommandStep(CommandKind.SendMessage, option.Value.Place) { Text = option.Value.Text });
    }

    private static bool ShowStatus(OptionScanner option, int wordCount, StepList steps)
    {
        if (wordCount > 2)
        {
            return steps.Fail(
                RuleFault.WrongCompany,
                option.Word.Place,
                "Too many options for status command",
                "-s, or -s -i");
        }

        var interpret = wordCount == 2;
        if (interpret && !Is(option.Peek(0), "-i"u8))
            return steps.Fail(RuleFault.WrongCompany, option.Word.Place, "Only -i option is allowed", "-s, or -s -i");
        if (interpret) option.Skip(1);
        return steps.Add(new CommandStep(CommandKind.ShowStatus, option.Word.Place) { Interpret = interpret });
    }

    private static bool ListRules(OptionScanner option, int wordCount, StepList steps)
    {
        const string right = "-l, -l -i, or -l -k KEY";
        if (wordCount > 3)
        {
            return steps.Fail(
                RuleFault.WrongCompany,
                option.Word.Place,
                "Wrong number of options for list request",
                right);
        }

        var interpret = wordCount == 2 && Is(option.Peek(0), "-i"u8);
        var byKey = wordCount == 3 && Is(option.Peek(0), "-k"u8);
        if (wordCount > 1 && !interpret && !(byKey && option.Peek(1) is not null))
            return steps.Fail(RuleFault.WrongCompany, option.Word.Place, "Only -k or -i options are allowed", right);
        var key = byKey ? option.Peek(1)!.Value.Text : default;
        option.Skip(wordCount - 1);
        return steps.Add(
            new CommandStep(CommandKind.ListRules, option.Word.Place) { Interpret = interpret, Text = key });
    }

    private static bool DeleteRules(OptionScanner option, int wordCount, StepList steps)
    {
        const string right = "-D, or -D -k KEY";
        if (wordCount is 2 or > 3)
        {
            return steps.Fail(
                RuleFault.WrongCompany,
                option.Word.Place,
                "Wrong number of options for Delete all request",
                right);
        }

        if (wordCount == 3 && (!Is(option.Peek(0), "-k"u8) || option.Peek(1) is null))
            return steps.Fail(RuleFault.WrongCompany, option.Word.Place, "Only the -k option is allowed", right);
        var key = wordCount == 3 ? option.Peek(1)!.Value.Text : default;
        option.Skip(wordCount - 1);
        return steps.Add(new CommandStep(CommandKind.DeleteRules, option.Word.Place) { Text = key });
    }

    private static bool Is(RuleWord? word, ReadOnlySpan<byte> text) =>
        word is { } known && known.Span.SequenceEqual(text);
}
