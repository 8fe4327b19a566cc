using System.Globalization;
using System.Text.RegularExpressions;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Tool.Suite.Manuals;

namespace Auspex.Tests.Docs;

/// <summary>The pages of configuration files, section 5.</summary>
public sealed partial class ConfigPageTests
{
    public static TheoryData<string> Names() => new(ConfigPages.All.Select(static p => p.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_has_each_key_of_its_reader_once(string name)
    {
        var page = ConfigPages.Find(name)!;
        Assert.Equal(Known(name).Order(StringComparer.Ordinal), page.Keys.Select(static k => k.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        var text = Shell.Say("--man", name).Replace("\\-", "-", StringComparison.Ordinal);
        Assert.All(Known(name), k => Assert.Single(text.Split('\n'), l => l.StartsWith($"\\fB{k}\\fR = ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_key_has_values_a_default_and_what_it_does(string name)
    {
        Assert.All(ConfigPages.Find(name)!.Keys, static k =>
        {
            Assert.NotEmpty(k.Values);
            Assert.NotEmpty(k.Default);
            Assert.DoesNotMatch(@"[.\s]$", k.Default);
            Assert.Matches(@"[.+]$", k.Help);
            if (k.Reload is not null) Assert.DoesNotMatch(@"[.\s]$", k.Reload);
        });
        if (name is "auditd.conf" or "auspex.conf") Assert.All(ConfigPages.Find(name)!.Keys, static k => Assert.NotNull(k.Reload));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_words_and_bounds_that_a_page_tells_are_those_of_the_reader(string name)
    {
        foreach (var key in ConfigPages.Find(name)!.Keys)
        {
            foreach (var word in Words(key)) Assert.True(IsTaken(name, key.Name, word), $"{key.Name} = {word}");
            foreach (Match bounds in Bounds().Matches(key.Values))
            {
                var unit = bounds.Groups["unit"].Value;
                var (least, most) = (bounds.Groups["least"].Value, bounds.Groups["most"].Value);
                Assert.True(IsTaken(name, key.Name, least + unit), $"{key.Name} = {least}");
                Assert.True(IsTaken(name, key.Name, most + unit), $"{key.Name} = {most}");
                Assert.False(IsTaken(name, key.Name, (long.Parse(most, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) + unit), $"{key.Name} above {most}");
                if (least != "0") Assert.False(IsTaken(name, key.Name, "0"), $"{key.Name} = 0");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_tells_every_word_that_its_reader_takes(string name)
    {
        // Whatever the reader would have taken stands in its advice about a word that it does not know.
        foreach (var key in ConfigPages.Find(name)!.Keys)
        {
            var advice = Findings(name, $"{key.Name} = /no-such-word").Where(static d => d.IsError).Select(static d => d.Advice).FirstOrDefault(static a => a.StartsWith("one of ", StringComparison.Ordinal));
            if (advice is null) continue;
            var wanted = advice["one of ".Length..].Split(", ").Order(StringComparer.Ordinal).ToList();
            if (key.Values.StartsWith("ACTION", StringComparison.Ordinal))
            {
                Assert.All(wanted, w => Assert.Contains(ConfigPages.Find(name)!.Sections.First(static s => s.Title == "ACTIONS").Entries, e => e.Head.Split(' ')[0] == w));
                continue;
            }

            var told = key.Values.Split(" | ").Select(static v => v.Split(' ')[0]).Where(static w => w.Any(char.IsAsciiLetterLower)).Order(StringComparer.Ordinal);
            Assert.Equal(wanted, told, StringComparer.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_example_is_taken(string name) =>
        Assert.Empty(Findings(name, ConfigPages.Find(name)!.Example.Replace("/sbin/audisp-syslog", "/sbin/helper", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_has_what_man_pages_have_and_groff_finds_no_fault(string name)
    {
        var page = Shell.Say("--man", name);
        Assert.StartsWith($".TH {name.ToUpperInvariant().Replace("-", "\\-", StringComparison.Ordinal)} 5 ", page, StringComparison.Ordinal);
        Assert.All(["NAME", "SYNOPSIS", "DESCRIPTION", "KEYS", "EXAMPLES", "SEE ALSO"], s => Assert.Contains($"\n.SH {s}\n", page, StringComparison.Ordinal));
        Assert.DoesNotContain("\n.TP\n\n", page, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("auspex-man5-");
        try
        {
            var file = Path.Combine(folder.FullName, "page.5");
            File.WriteAllText(file, page);
            var (code, output, errors) = Shell.Run("groff", ["-man", "-ww", "-Tutf8", file]);
            Assert.True(code == 0 && errors.Length == 0, errors);
            Assert.Contains("File Formats", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_a_page_refers_to_in_section_5_is_there()
    {
        var tools = Shell.Say("--names").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(n => Shell.Say("--man", n));
        var pages = tools.Concat(ConfigPages.All.Select(p => Shell.Say("--man", p.Name))).Select(static p => p.Replace("\\-", "-", StringComparison.Ordinal));
        var names = pages.SelectMany(p => Reference().Matches(p)).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        Assert.All(names, n => Assert.True(ConfigPages.Find(n) is not null || ManualPages.Topics.Any(t => t.Name == n && t.Section == 5), n));
        Assert.Equal(ConfigPages.All.Select(static p => p.Name), Shell.Say("--files").Split('\n', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
    }

    private static IReadOnlyCollection<string> Known(string name) => name switch
    {
        "auditd.conf" => DaemonConfigReader.KeyNames,
        "auspex.conf" => ExtensionConfigReader.KeyNames,
        "audisp-remote.conf" => RemoteConfigReader.KeyNames,
        _ => PluginConfigReader.KeyNames,
    };

    /// <summary>Words that can be chosen: small ones. Those that the page says are errors are left out.</summary>
    private static IEnumerable<string> Words(ConfigKey key)
    {
        foreach (var part in key.Values.Split(" | "))
        {
            var word = part.Split(' ')[0];
            if (word.Any(char.IsAsciiLetterUpper) || !char.IsAsciiLetter(word[0])) continue;
            if (word == "krb5" || (key.Name == "enable_krb5" && word == "yes")) continue;
            yield return word == "exec" ? "exec /sbin/helper" : word;
        }
    }

    private static bool IsTaken(string name, string key, string value) =>
        !Findings(name, $"{key} = {value}").Any(static d => d.IsError && d.Line > 0);

    private static IReadOnlyList<ConfigDiagnostic> Findings(string name, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var host = new Daemon.Configuration.FixedConfigHost();
        return name switch
        {
            "auditd.conf" => DaemonConfigReader.Read(bytes, name, host).Diagnostics,
            "auspex.conf" => ExtensionConfigReader.Read(bytes, name, host).Diagnostics,
            "audisp-remote.conf" => RemoteConfigReader.Read(bytes, name, host).Diagnostics,
            _ => PluginConfigReader.Read(bytes, name, host).Diagnostics,
        };
    }

    [GeneratedRegex(@"\((?<least>\d+)(?<unit>%?) to (?<most>\d+)%?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bounds();

    [GeneratedRegex(@"(?<name>[a-z][\w.-]*) ?\(5\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
