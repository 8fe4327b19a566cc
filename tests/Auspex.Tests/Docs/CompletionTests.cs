using Auspex.Tables;
using Auspex.Tool.Suite;

namespace Auspex.Tests.Docs;

/// <summary>Completion of the suite's tools by bash.</summary>
public sealed class CompletionTests
{
    private static readonly Lazy<string> Script = new(static () => Shell.Say("--completion", "bash"));

    public static TheoryData<string> Tools() => new(SuiteTools.All.Select(static t => t.Name));

    [Theory]
    [InlineData("ausearch --line-b", "--line-buffered")]
    [InlineData("ausearch --format ec", "ecs")]
    [InlineData("ausearch --format ", "default raw interpret csv text json ecs")]
    [InlineData("ausearch --escape shell_", "shell_quote")]
    [InlineData("ausearch -sv ", "yes no")]
    [InlineData("ausearch -m USER_LOGI", "USER_LOGIN")]
    [InlineData("ausearch -m SYSCALL,USER_LOGI", "SYSCALL,USER_LOGIN")]
    [InlineData("ausearch -ts week", "week-ago")]
    [InlineData("ausearch --start chec", "checkpoint")]
    [InlineData("ausearch -sc openat", "openat openat2")]
    [InlineData("ausearch -ul roo", "root")]
    [InlineData("ausearch -a ", "")]
    [InlineData("/usr/sbin/ausearch --gid-e", "--gid-effective")]
    [InlineData("aureport --summ", "--summary")]
    [InlineData("aureport --format js", "json")]
    [InlineData("auditctl -a always,ex", "always,exit always,exclude")]
    [InlineData("auditctl -F ses", "sessionid=")]
    [InlineData("auditctl -S openat2", "openat2")]
    [InlineData("auditctl -S read,openat2", "read,openat2")]
    [InlineData("auditctl -e ", "0 1 2")]
    [InlineData("auditctl --signal re", "reload resume")]
    [InlineData("auditd -s dis", "disable")]
    [InlineData("augenrules --l", "--load")]
    [InlineData("aulast --ba", "--bad")]
    [InlineData("aulastlog --user roo", "root")]
    [InlineData("ausyscall openat2", "openat2")]
    [InlineData("ausyscall --ex", "--exact")]
    [InlineData("audisp-syslog LOG_AUTHP", "LOG_AUTHPRIV")]
    [InlineData("audisp-filter allow", "allowlist")]
    [InlineData("audisp-af_unix str", "string")]
    [InlineData("audisp-remote -", "-c")]
    [InlineData("autrace mapfil", "mapfile")]
    public void Bash_completes_what_a_tool_takes(string typed, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Candidates("_auspex_tool", typed), StringComparer.Ordinal);

    [Theory]
    [InlineData("auspex ausea", "ausearch")]
    [InlineData("auspex ausearch --format ec", "ecs")]
    [InlineData("auspex auditctl --signal sta", "state")]
    public void Bash_completes_tools_behind_the_programs_name(string typed, string expected) =>
        Assert.Equal([expected], Candidates("_auspex", typed), StringComparer.Ordinal);

    [Theory]
    [InlineData("ausearch -if a", "a file")]
    [InlineData("augenrules a", "a file")]
    [InlineData("auditctl -R a", "a file")]
    [InlineData("auditctl -F path = a", "a file")] // as bash parts the words of -F path=a
    [InlineData("auditctl -F path =", "a file")]
    public void Other_words_are_files(string typed, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("auspex-completion-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, expected), "");
            Assert.Equal([expected], Candidates("_auspex_tool", typed, folder.FullName), StringComparer.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void Every_tool_is_registered_and_has_all_its_options(string name)
    {
        var (code, output, errors) = Shell.Run("bash", ["-c", $"{Script.Value}\ncomplete -p {name}"]);
        Assert.True(code == 0 && errors.Length == 0, errors);
        Assert.Equal($"complete -F _auspex_tool {name}\n", output);
        var options = SuiteTools.Find(name)!.Page().Options.SelectMany(static o => new[] { o.Short, o.Name.Length > 0 ? "--" + o.Name : null }).OfType<string>();
        Assert.Equal(options.Distinct(StringComparer.Ordinal), Candidates("_auspex_tool", name + " -").Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void Words_of_an_option_stand_in_its_help()
    {
        var options = SuiteTools.All.SelectMany(static t => t.Page().Options).Where(static o => o.Words.Count > 0 && o.Name is "format" or "escape" or "start" or "signal" or "enable_state");
        Assert.All(options, static o => Assert.All(o.Words, w => Assert.Contains(w, o.Help, StringComparison.Ordinal)));
    }

    [Fact]
    public void Record_types_are_those_that_the_tools_know()
    {
        var line = Script.Value.Split('\n').Single(static l => l.StartsWith("_auspex_types=", StringComparison.Ordinal));
        var names = line["_auspex_types=\"ALL ".Length..].TrimEnd('"').Split(' ');
        Assert.True(names.Length > 150);
        Assert.All(names, static n => Assert.True(RecordTypes.TryParse(System.Text.Encoding.ASCII.GetBytes(n), out _), n));
        Assert.Equal(names, names.Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>What bash is offered for the last word. ausyscall is the program under test, as it is asked for the calls.</summary>
    private static string[] Candidates(string function, string typed, string? folder = null)
    {
        var words = typed.Split(' ');
        var calls = string.Join(' ', words.Select(static w => $"'{w}'"));
        var script = $$"""
            {{Script.Value}}
            ausyscall() { '{{Shell.Auspex}}' ausyscall "$@"; }
            COMP_WORDS=({{calls}}); COMP_CWORD={{words.Length - 1}}
            {{function}} '{{words[0]}}' '{{words[^1]}}' '{{words[^2]}}'
            [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
            """;
        var (code, output, errors) = Shell.Run("bash", ["-c", script], folder);
        Assert.True(code == 0 && errors.Length == 0, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
