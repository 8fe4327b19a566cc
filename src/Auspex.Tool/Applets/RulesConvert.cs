using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Loop;
using Auspex.Rules;
using Auspex.Rules.Conversion;
using Auspex.Text;
using Auspex.Tool.CommandLine;
using Auspex.Tool.Rulework;

namespace Auspex.Tool.Applets;

/// <summary><c>auspex rules convert</c>: rule files in today's form.</summary>
internal static class RulesConvert
{
    internal static readonly Command Command = new()
    {
        Name = "rules convert",
        Summary = "write a rule file in today's form",
        Operands = "FILE",
        Description =
            """
            Writes the file to standard output: watches, and permissions without arch=, as system call rules for 64 and 32 bits; action
            before list, system calls joined, keys as -F key=. Comments, settings and the values as written stay. Lines that hold no valid
            rule stay too, and are named on standard error.
            """,
        Flags = [],
        Examples = [("auspex rules convert audit.rules", "Shows what the file would be.")],
        ExitCodes = [(0, "all went well"), (1, "a line holds no valid rule, or the file cannot be read"), (2, "the command line is wrong")],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        if (values.Operands is not [var file]) throw new UsageException("convert takes one file");
        byte[] text;
        try
        {
            text = new RuleTexts(RuleFileSource.MaxSetBytes, isLoaded: false).Read(file);
        }
        catch (IOException e)
        {
            StandardError.Tell(MessageText.Of($"auspex: {FailureWords.WithPath(e)}"));
            return 1;
        }

        var converted = new RuleConverter(new MachineRuleHost(() => RuleAbilities.All)).Convert(file, text);
        using var stdout = StandardOutput.Open();
        stdout.Write(converted.Text.Span);
        stdout.Flush();
        foreach (var error in converted.Errors) StandardError.Tell($"auspex: {error}");
        if (converted.Errors.Count == RuleConverter.MaxErrors) StandardError.Tell("auspex: further lines that hold no valid rule are not told");
        return converted.Errors.Count > 0 ? 1 : 0;
    }
}
