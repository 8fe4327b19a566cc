using System.Text;
using System.Text.RegularExpressions;
using Auspex.Interpretation;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tests.Interpretation;

/// <summary>
/// What 3.0.9 and we are known to print differently. Each has a reason: spec 10.2, 11, or a name in
/// docs/differences.md.
/// </summary>
internal static class KnownDifferences
{
    // Since 3.1 FANOTIFY's fields, io_uring's operations and errno have names.
    private static readonly Regex NewerField = Make(@"\b(subj_trust|obj_trust|fan_type|fan_info|uring_op|errno)=\S+");

    // The two ways of killing are told apart since 4.0.
    private static readonly Regex SeccompKill = Make(@"\b(code)=kill\S*");

    // OPENAT2 writes its flags in octal, which 3.0.9 reads as hexadecimal.
    private static readonly Regex OpenFlags = Make(@"\b(oflag)=\S+");

    // 3.0.9 takes the call of an unknown record type for number 0 of this machine.
    private static readonly Regex CallWithoutMachine = Make(@"\b(syscall)=\S+");

    // The list of io_uring's rules came with 3.1.
    private static readonly Regex RuleList = Make(@"\b(list)=(unknown-list\(7\)|io_uring)");

    // 3.0.9 prints what is left of a title's hexadecimal digits behind it, where they begin with 00 or end in something
    // else (docs/differences.md, title-rest).
    private static readonly Regex OddTitle = Make(@"\bproctitle=(00|\S*z)");
    private static readonly Regex Title = Make(@"\b(proctitle)=.*?(?= [a-z0-9_-]+=)");

    // It takes 0xffff in the upper half of a code for the highest action it knows (docs/differences.md, seccomp-upper).
    private static readonly Regex SeccompUnknown = Make(@"\b(code)=(allow|unknown-seccomp-code\(0?x?f{4,12}[0-9a-f]{4}\))");

    // Calls younger than 3.0.9, and those whose arguments it does not know.
    private static readonly Regex YoungerCall = Make(
        @"syscall=(clone2?|chown(32)?|fsopen|fsmount|fsconfig|move_mount|faccessat2?|setxattrat|getxattrat|listxattrat|removexattrat|open_tree_attr) ");

    // Commands of bpf after 15, and the family mctp.
    private static readonly Regex YoungerArgument = Make(@"\b(a0)=(BPF_\S+|unknown-bpf-cmd\S+|mctp|unknown-family\(0x2d\))");

    private static readonly Regex UnknownCall = Make(@"syscall=unknown-syscall\(\d+\) ");
    private static readonly Regex Call = Make(@"\b(syscall|a0|a1|a2|a3)=\S+");

    // docs/differences.md, scope-id
    private static readonly Regex ScopeId = Make(@"(laddr)=([0-9a-f:.]+)%\w+");

    private static readonly Regex Escaped = Make(@"\\(177|[23][0-7]{2})");
    private static readonly Regex Field = Make(@"(?<= )([A-Za-z0-9_-]+)=(""[^""]*""?|\S*)");

    /// <summary>True when the lines are equal, or differ only in what is listed here.</summary>
    public static bool Explain(string ours, string theirs, string source)
    {
        (ours, theirs) = (Unescape(ours), Unescape(theirs));
        if (ours == theirs) return true;
        var isCall = ours.StartsWith("type=SYSCALL", StringComparison.Ordinal);
        ours = ScopeId.Replace(ours, "$1=$2").Replace("SIGPWR", "IGPWR", StringComparison.Ordinal);
        theirs = ScopeId.Replace(theirs, "$1=$2");
        Blank(NewerField, ref ours, ref theirs);
        Blank(SeccompKill, ref ours, ref theirs);
        Blank(SeccompUnknown, ref ours, ref theirs);
        Blank(RuleList, ref ours, ref theirs);
        BlankWords(source, ref ours, ref theirs);
        if (OddTitle.IsMatch(source)) Blank(Title, ref ours, ref theirs);
        if (source.Contains("oflag=0", StringComparison.Ordinal)) Blank(OpenFlags, ref ours, ref theirs);
        Blank(YoungerArgument, ref ours, ref theirs);
        if (!isCall) Blank(CallWithoutMachine, ref ours, ref theirs);
        if (isCall && (YoungerCall.IsMatch(ours) || UnknownCall.IsMatch(theirs))) Blank(Call, ref ours, ref theirs);
        return ours == theirs;
    }

    /// <summary>What 3.0.9 prints as it is, and we do not (docs/differences.md, terminal-text).</summary>
    public static string Unescape(string line) =>
        Escaped.Replace(line, m => ((char)Convert.ToInt32(m.Groups[1].Value, 8)).ToString());

    /// <summary>Words where 3.0.9 reads a number (docs/differences.md, word-value).</summary>
    private static void BlankWords(string source, ref string ours, ref string theirs)
    {
        foreach (Match field in Field.Matches(source))
        {
            var (name, value) = (field.Groups[1].Value, field.Groups[2].Value);
            var type = FieldTyping.Resolve(RecordType.Unknown, Encoding.Latin1.GetBytes(name), Encoding.Latin1.GetBytes(value));
            var radix = type switch
            {
                FieldType.Exit or FieldType.Syscall => 10,
                FieldType.Arch or (>= FieldType.A0 and <= FieldType.A3) or FieldType.FanInfo => 16,
                FieldType.Success or FieldType.Fanotify or FieldType.Trust or FieldType.FanType => 10,
                _ => NamedValues.RadixOf(type),
            };
            var isPrefixed = type is >= FieldType.A0 and <= FieldType.A3 && value.StartsWith("0x", StringComparison.Ordinal);
            var isWord = radix >= 0 && CNumber.ReadUnsigned(Encoding.Latin1.GetBytes(value), radix, out _) == NumberForm.Word;
            if (isWord || isPrefixed) Blank(Make($@"\b({Regex.Escape(name)})=.*?(?= [A-Za-z0-9_-]+=| $)"), ref ours, ref theirs);
        }
    }

    private static void Blank(Regex what, ref string ours, ref string theirs)
    {
        ours = what.Replace(ours, "$1=*");
        theirs = what.Replace(theirs, "$1=*");
    }

    private static Regex Make(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(5));
}
