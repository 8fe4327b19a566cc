using System.Text;
using Auspex.Linux.Control;
using Auspex.Rules;
using Auspex.Rules.Lint;
using Auspex.Tests.Rules;
using Auspex.Text;
using Auspex.Tool.Applets.Planning;
using Auspex.Tool.CommandLine;
using Auspex.Tool.Rulework;

namespace Auspex.Tests.Rulework;

/// <summary>Files of a command line, and findings as JSON.</summary>
public sealed class RuleOperandsTests
{
    [Fact]
    public void A_directory_stands_for_its_rule_files_in_the_order_of_augenrules()
    {
        var folder = Directory.CreateTempSubdirectory("auspex-rules-");
        foreach (var name in (string[])["10-b.rules", "9-a.rules", ".hidden.rules", "notes.txt"]) File.WriteAllText(Path.Combine(folder.FullName, name), "-D\n");
        Assert.True(RuleOperands.TryRead([folder.FullName], out var files, out var isMerged));
        Assert.True(isMerged);
        Assert.Equal(["9-a.rules", "10-b.rules"], files.Select(f => Path.GetFileName(f.Name)), StringComparer.Ordinal);
        Assert.True(RuleOperands.TryRead([files[0].Name], out files, out isMerged));
        Assert.False(isMerged);
        Assert.False(RuleOperands.TryRead([Path.Combine(folder.FullName, "none")], out _, out _));
        folder.Delete(recursive: true);
        Assert.Throws<UsageException>(() => RuleOperands.TryRead([], out _, out _));
    }

    [Fact]
    public void Devices_pipes_and_endless_files_are_refused_unread()
    {
        var folder = Directory.CreateTempSubdirectory("auspex-rules-");
        var (pipe, large) = (Path.Combine(folder.FullName, "pipe.rules"), Path.Combine(folder.FullName, "large.rules"));
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe])) made.WaitForExit();
        using (var file = File.Create(large)) file.SetLength(RuleFileSource.MaxSetBytes + 1L);
        foreach (var path in (string[])["/dev/zero", "/dev/null", pipe, large])
        {
            Assert.False(RuleOperands.TryRead([path], out _, out _));
            Assert.Throws<IOException>(() => WantedFiles.Read(new FixedRuleHost(), [path]));
            Assert.Throws<IOException>(() => WantedFiles.ReadListing(new FixedRuleHost(), path));
            Assert.Throws<IOException>(() => new RuleTexts(RuleFileSource.MaxSetBytes, isLoaded: false).Read(path));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void Files_of_one_run_share_the_room()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "-D\n-D\n");
        var texts = new RuleTexts(10, isLoaded: false);
        Assert.Equal(6, texts.Read(path).Length);
        Assert.Throws<IOException>(() => texts.Read(path));
        File.Delete(path);
    }

    [Fact]
    public void A_finding_is_a_JSON_object_in_a_line()
    {
        var output = new ByteBuffer();
        LintJson.AppendLine(new LintFinding(RuleSeverity.Error, LintCode.BadKey, new SourcePlace("a\"b", 3, 5, 1), "too long\n", "cut it"), output);
        Assert.Equal(
            "{\"file\":\"a\\\"b\",\"line\":3,\"column\":5,\"severity\":\"error\",\"code\":\"AL120\",\"name\":\"BadKey\",\"message\":\"too long\",\"advice\":\"cut it\"}\n",
            Encoding.UTF8.GetString(output.Written));
    }

    [Fact]
    public void Words_of_a_rule_are_operands_and_no_options()
    {
        Assert.Equal(["-a", "always,exit"], FlagValues.OfOperands(["--", "-a", "always,exit"]).Operands, StringComparer.Ordinal);
        Assert.Equal(["-a", "--", "x"], FlagValues.OfOperands(["-a", "--", "x"]).Operands, StringComparer.Ordinal);
    }
}
