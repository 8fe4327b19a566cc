using System.Text.RegularExpressions;
using Auspex.Tool.Suite;

namespace Auspex.Tests.Docs;

/// <summary>The whole manual, as <c>make install</c> lays it down.</summary>
public sealed partial class ManualTests
{
    /// <summary>The pages that audit-userspace installs for what is replaced here.</summary>
    private static readonly string[] Replaced =
    [
        "auditd.8", "auditctl.8", "ausearch.8", "aureport.8", "aulast.8", "aulastlog.8", "ausyscall.8", "autrace.8", "augenrules.8",
        "audisp-af_unix.8", "audisp-filter.8", "audisp-remote.8", "audisp-syslog.8", "audit.rules.7", "ausearch-expression.5",
        "audisp-filter.conf.5", "audisp-remote.conf.5", "auditd.conf.5", "auditd-plugins.5",
    ];

    /// <summary>Pages of others that ours refer to.</summary>
    private static readonly string[] Others = ["acct.2", "last.1", "lastlog.8", "strace.1"];

    private static readonly string[] Pages = Shell.Say("--pages").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static TheoryData<string> Names => [.. Pages];

    [Fact]
    public void There_is_a_page_for_all_that_is_replaced_and_for_each_command() => Assert.Superset(
        Replaced.Concat(Shell.Commands().Select(c => $"auspex-{c}.8")).Append("auspex.conf.5").ToHashSet(StringComparer.Ordinal), Pages.ToHashSet(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_is_good_roff_and_refers_to_pages_that_are_there(string name)
    {
        var page = Shell.Say("--man", name);
        var folder = Directory.CreateTempSubdirectory("auspex-man-");
        try
        {
            var file = Path.Combine(folder.FullName, name);
            File.WriteAllText(file, page);
            if (File.Exists("/usr/bin/mandoc")) Assert.Equal((0, "", ""), Shell.Run("mandoc", ["-Tlint", "-Wwarning", file]));
            var (code, output, errors) = Shell.Run("groff", ["-man", "-ww", "-Tutf8", file]);
            Assert.True(code == 0 && errors.Length == 0, errors);
            Assert.Contains(name[..name.LastIndexOf('.')].ToUpperInvariant(), output.Replace('\u2212', '-'), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var plain = page.Replace("\\-", "-", StringComparison.Ordinal);
        Assert.StartsWith($".TH {name[..name.LastIndexOf('.')].ToUpperInvariant()} {name[^1]} ", plain, StringComparison.Ordinal);
        var references = Reference().Matches(plain).Select(m => $"{m.Groups["name"].Value}.{m.Groups["section"].Value}").Distinct(StringComparer.Ordinal);
        Assert.Empty(references.Except(Pages, StringComparer.Ordinal).Except(Others, StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_of_a_tool_names_each_option_of_its_grammar_and_each_word()
    {
        foreach (var tool in SuiteTools.All)
        {
            var page = Shell.Say("--man", tool.Name).Replace("\\-", "-", StringComparison.Ordinal);
            var names = tool.Page().Options.SelectMany(static o => new[] { o.Short, o.Name.Length > 0 ? "--" + o.Name : null }).OfType<string>().ToList();
            Assert.All(names, n => Assert.Matches($@"(?m)^\.B (.*, )?{Regex.Escape(n)}(,| |$)", page));
            Assert.True(names.Count > 0 || tool.Page().Synopsis != "[option]...", tool.Name);
        }
    }

    [Fact]
    public void Help_names_all_tools_and_each_answers_to_help()
    {
        var help = Shell.Say("--help");
        foreach (var tool in SuiteTools.All)
        {
            Assert.Contains($"\n  {tool.Name} ", help, StringComparison.Ordinal);
            Assert.Contains(tool.Name, Shell.Say(tool.Name, "--help"), StringComparison.Ordinal);
            if (tool.Name != "aureport") Assert.Equal(Shell.Say(tool.Name, "--help"), Shell.Say(tool.Name, "-h")); // there -h is the report on hosts
        }
    }

    [Fact]
    public void Units_name_pages_that_are_there()
    {
        foreach (var unit in Directory.EnumerateFiles(Path.Combine(Support.TestFiles.Root, "packaging"), "*.service.in"))
        {
            var named = File.ReadLines(unit).Single(static l => l.StartsWith("Documentation=", StringComparison.Ordinal));
            var pages = UnitReference().Matches(named).Select(m => $"{m.Groups["name"].Value}.{m.Groups["section"].Value}").ToList();
            Assert.NotEmpty(pages);
            Assert.Empty(pages.Except(Pages, StringComparer.Ordinal));
        }
    }

    [GeneratedRegex(@"(?<![\w(])(?<name>[a-z][\w.-]*) ?\((?<section>[1-8])\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"man:(?<name>[\w.-]+)\((?<section>\d)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnitReference();
}
