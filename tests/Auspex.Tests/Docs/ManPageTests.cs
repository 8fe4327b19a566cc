using System.Text.RegularExpressions;

namespace Auspex.Tests.Docs;

/// <summary>Man pages and completion, as <c>make install</c> lays them down.</summary>
public sealed partial class ManPageTests
{
    public static TheoryData<string> Pages() => new([.. Shell.Commands(), ""]);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_what_man_pages_have(string command)
    {
        var page = Page(command);
        Assert.StartsWith(".TH AUSPEX", page, StringComparison.Ordinal);
        string[] sections = command.Length == 0
            ? ["NAME", "SYNOPSIS", "COMMANDS", "TOOLS", "SEE ALSO"]
            : ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"];
        Assert.Equal(sections, Section().Matches(page).Select(m => m.Groups["name"].Value), StringComparer.Ordinal);
        var unknown = page.Split('\n').Where(l => l.Length > 0 && l[0] is '.' or '\'' && !Request().IsMatch(l));
        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Groff_finds_no_fault(string command)
    {
        var folder = Directory.CreateTempSubdirectory("auspex-man-");
        try
        {
            var file = Path.Combine(folder.FullName, "page.8");
            File.WriteAllText(file, Page(command));
            var (code, output, errors) = Shell.Run("groff", ["-man", "-ww", "-Tutf8", file]);
            Assert.True(code == 0 && errors.Length == 0, errors);
            Assert.Contains("auspex", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_page_has_every_option_of_the_help()
    {
        foreach (var command in Shell.Commands())
        {
            var options = Option().Matches(Shell.Say(command, "--help")).Select(m => m.Groups["name"].Value).Where(o => o != "--help").ToList();
            var page = Page(command).Replace("\\-", "-", StringComparison.Ordinal);
            Assert.NotEmpty(options);
            Assert.All(options, o => Assert.Matches($@"(?m)^\.B .*{o}( |$)", page));
        }
    }

    [Theory]
    [InlineData("wa", "watch")]
    [InlineData("watch --no-s", "--no-snapshot")]
    [InlineData("ps --exi", "--exited")]
    [InlineData("tree --at", "--at")]
    [InlineData("rules li", "lint")]
    [InlineData("doctor --conf", "--config")]
    [InlineData("shadow --gr", "--grace")]
    public void Bash_completes_commands_and_options(string typed, string expected)
    {
        var words = typed.Split(' ');
        var script = $"{Shell.Say("--completion", "bash")}\nCOMP_WORDS=(auspex {typed}); COMP_CWORD={words.Length}; _auspex; printf '%s\\n' \"${{COMPREPLY[@]}}\"";
        var (code, output, errors) = Shell.Run("bash", ["-c", script]);
        Assert.True(code == 0 && errors.Length == 0, errors);
        Assert.Equal([expected], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Page(string command) => command.Length == 0 ? Shell.Say("--man") : Shell.Say("--man", command);

    [GeneratedRegex(@"^\.SH (?<name>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\.(TH|SH|TP|PP|B|BR|I)( |$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Request();

    [GeneratedRegex(@"^  (-\w,|   ) (?<name>--[\w-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();
}
