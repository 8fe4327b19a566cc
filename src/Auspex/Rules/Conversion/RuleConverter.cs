using Auspex.Rules.Commands;
using Auspex.Rules.Files;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Rules.Conversion;

/// <summary>
/// Writes rule files in today's form: watches, and permissions without <c>arch=</c>, as rules for each width of programs; action
/// before list; system calls joined; <c>-F key=</c> last.
/// </summary>
/// <remarks>
/// Values stay as written (names of users, <c>unset</c>, escapes), so a file stays good for other machines. What a rule asks for
/// stays the same; the kernel's own permission classes decide of a watch's calls, and the rules name them.
/// </remarks>
internal sealed class RuleConverter
{
    /// <summary>The errors that are kept: whoever writes files reads the first ones first.</summary>
    public const int MaxErrors = 1000;

    private readonly IRuleHost host;
    private readonly string[] widths;

    /// <summary>A converter for rules of one machine.</summary>
    public RuleConverter(IRuleHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        this.host = host;
        var is64Bit = Machines.Is64Bit(Machines.ToArch(host.Machine));
        var hasBoth = is64Bit && (RuleArch.Sibling(host.Machine) != Machine.Unknown || host.Machine == Machine.Aarch64);
        widths = hasBoth ? ["b64", "b32"] : is64Bit ? ["b64"] : ["b32"];
    }

    /// <summary>Converts a file.</summary>
    /// <param name="file">Its name, for places.</param>
    /// <param name="text">Its contents.</param>
    public RuleConversion Convert(string file, ReadOnlyMemory<byte> text)
    {
        var output = new ByteBuffer();
        var errors = new List<RuleDiagnostic>();
        var reader = new RuleFileReader(host, file, text);
        var (changed, number) = (0, 0);
        var next = reader.Read();
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var line = (end < 0 ? text : text[..end]).Span;
            text = end < 0 ? default : text[(end + 1)..];
            number++;
            var start = output.Length;
            if (next?.Number != number)
            {
                output.Append(line);
            }
            else
            {
                errors.AddRange(next.Command.Diagnostics.Where(d => d.Severity == RuleSeverity.Error).Take(MaxErrors - errors.Count));
                Append(next.Command, line, output);
                if (!output.Written[start..].SequenceEqual(line)) changed++;
                next = reader.Read();
            }

            output.Append((byte)'\n');
        }

        return new RuleConversion(output.Written.ToArray(), changed, errors);
    }

    /// <summary>A line that asks for one rule and nothing else is written anew, any other as it is.</summary>
    private void Append(AuditCommand command, ReadOnlySpan<byte> line, ByteBuffer output)
    {
        var steps = command.Steps.Where(s => s.Kind != CommandKind.Say).ToList();
        if (command.IsBroken || steps is not [{ Rule: { } rule }])
        {
            output.Append(line);
            return;
        }

        if (!NeedsWidth(rule))
        {
            AppendRule(rule, null, line, output);
            return;
        }

        for (var i = 0; i < widths.Length; i++)
        {
            if (i > 0) output.Append((byte)'\n');
            AppendRule(rule, widths[i], line, output);
        }
    }

    /// <summary>Permissions without <c>arch=</c> and calls are looked at for every system call.</summary>
    private static bool NeedsWidth(Rule rule) =>
        rule is { List: RuleList.Exit, Syscalls.Count: 0 }
        && rule.Terms.Any(t => t.Field == RuleField.Perm) && !rule.Terms.Any(t => t.Field == RuleField.Arch);

    private static void AppendRule(Rule rule, string? width, ReadOnlySpan<byte> line, ByteBuffer output)
    {
        output.Append(rule.Verb switch { RuleVerb.Prepend => "-A "u8, RuleVerb.Delete => "-d "u8, _ => "-a "u8 });
        output.Append(rule.Action == RuleAction.Never ? "never,"u8 : "always,"u8);
        if (RuleLists.Table.TryGetName((uint)rule.List, out var list)) output.Append(list);
        if (width is not null) output.Append(width == "b64" ? " -F arch=b64"u8 : " -F arch=b32"u8);
        foreach (var term in rule.Terms.Where(t => t.Field == RuleField.Arch)) AppendTerm(term, rule, line, output);
        for (var i = 0; i < rule.Syscalls.Count; i++)
        {
            output.Append(i == 0 ? " -S "u8 : ","u8);
            output.Append(rule.Syscalls[i].Span);
        }

        foreach (var term in rule.Terms.Where(t => t.Field != RuleField.Arch)) AppendTerm(term, rule, line, output);
        foreach (var key in rule.Keys)
        {
            output.Append(" -F key="u8);
            RuleEscapes.Append(key.Span, output);
        }
    }

    private static void AppendTerm(RuleTerm term, Rule rule, ReadOnlySpan<byte> line, ByteBuffer output)
    {
        if (term.Field == RuleField.FieldCompare && FieldPairs.TryGetPair(term.Value, out var left, out var right))
        {
            output.Append(" -C "u8);
            AppendName(left, output);
            output.Append(term.Operator == RuleOperator.NotEqual ? "!="u8 : "="u8);
            AppendName(right, output);
            return;
        }

        output.Append(" -F "u8);
        AppendName(term.Field, output);
        output.Append(RuleSigns.Of(term.Operator));
        if (RuleCondition.HasText(term.Field)) RuleEscapes.Append(term.Text.Span, output);
        else if (rule.IsWatch && line[term.Place.Column - 1] == (byte)'/') output.Append("rwxa"u8); // no -p: the term stands at the path
        else output.Append(line.Slice(term.Place.Column - 1, term.Place.Length));
    }

    private static void AppendName(RuleField field, ByteBuffer output)
    {
        if (RuleFieldNames.Table.TryGetName((uint)field, out var name)) output.Append(name);
    }
}
