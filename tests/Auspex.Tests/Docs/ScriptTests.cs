using Auspex.Tests.Support;

namespace Auspex.Tests.Docs;

/// <summary>The scripts behind the Makefile.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Scripts() =>
        new([".ci/run", .. Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "tools"), "*.sh").Select(p => Path.GetRelativePath(TestFiles.Root, p)).Order(StringComparer.Ordinal)]);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_strict_says_what_it_does_and_can_be_read_by_bash(string script)
    {
        var path = Path.Combine(TestFiles.Root, script);
        var lines = File.ReadAllLines(path);
        Assert.Equal("#!/usr/bin/env bash", lines[0]);
        Assert.StartsWith($"# {Path.GetFileName(script)}", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, l => l is "set -euo pipefail" or "set -uo pipefail");
        Assert.True((File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0, "cannot be run");
        var (code, _, errors) = Shell.Run("bash", ["-n", path]);
        Assert.True(code == 0 && errors.Length == 0, errors);
    }

    [Fact]
    public void Install_lays_down_the_program_its_pages_completion_and_documents()
    {
        var program = Path.Combine(TestFiles.Root, "build/auspex");
        Assert.SkipUnless(File.Exists(program), "SKIPPED: build/auspex is missing; make native builds it");
        var folder = Directory.CreateTempSubdirectory("auspex-install-");
        try
        {
            // A name with a space, which scripts like to fall over.
            var target = Path.Combine(folder.FullName, "a package");
            var (code, _, errors) = Shell.RunWith([("PREFIX", "/usr"), ("DESTDIR", target)], Path.Combine(TestFiles.Root, "tools/install.sh"), []);
            Assert.True(code == 0, errors);
            var files = Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(target, p)).ToHashSet(StringComparer.Ordinal);
            Assert.Equal(File.ReadAllBytes(program), File.ReadAllBytes(Path.Combine(target, "usr/sbin/auspex")));
            Assert.Superset(new HashSet<string>(Shell.Commands().Select(c => $"usr/share/man/man8/auspex-{c}.8"), StringComparer.Ordinal), files);
            Assert.Superset(Named([.. Shell.Say("--pages").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static p => $"usr/share/man/man{p[^1]}/{p}")]), files);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(target, "var/log/audit")));
            Assert.DoesNotContain("\nd /var/log/audit", "\n" + File.ReadAllText(Path.Combine(target, "usr/lib/tmpfiles.d/audit.conf")), StringComparison.Ordinal);
            Assert.Superset(Named([.. Auspex.Tool.Suite.SuiteTools.All.Select(static t => $"usr/share/bash-completion/completions/{t.Name}")]), files);
            Assert.Contains("usr/share/bash-completion/completions/auspex", files);
            Assert.Superset(new HashSet<string>(Documents.All.Select(d => "usr/share/doc/auspex/" + d), StringComparer.Ordinal), files);
            Assert.Superset(Named("etc/audit/auditd.conf", "etc/audit/auspex.conf", "etc/audit/audisp-filter.conf", "etc/audit/audisp-remote.conf", "etc/audit/plugins.d/au-remote.conf", "etc/audit/plugins.d/af_unix.conf", "etc/audit/plugins.d/syslog.conf", "etc/audit/plugins.d/filter.conf", "usr/sbin/audisp-filter", "usr/lib/systemd/system/auditd.service", "usr/lib/tmpfiles.d/audit.conf", "usr/share/audit-rules/40-process.rules"), files);
            Assert.Contains("ExecStart=/usr/sbin/auditd\n", File.ReadAllText(Path.Combine(target, "usr/lib/systemd/system/auditd.service")), StringComparison.Ordinal);

            // What is there is the machine's own.
            var config = Path.Combine(target, "etc/audit/auditd.conf");
            File.WriteAllText(config, "freq = 7\n");
            Assert.Equal(0, Shell.RunWith([("PREFIX", "/usr"), ("DESTDIR", target)], Path.Combine(TestFiles.Root, "tools/install.sh"), []).Code);
            Assert.Equal("freq = 7\n", File.ReadAllText(config));
            Assert.All(files, f => Assert.True(new FileInfo(Path.Combine(target, f)).Length > 0, f));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_configuration_that_is_installed_is_taken()
    {
        var host = new Daemon.Configuration.FixedConfigHost();
        var text = File.ReadAllBytes(Path.Combine(TestFiles.Root, "packaging/auditd.conf"));
        Assert.Empty(Auspex.Daemon.Configuration.DaemonConfigReader.Read(text, "auditd.conf", host).Diagnostics);
        var own = File.ReadAllText(Path.Combine(TestFiles.Root, "packaging/auspex.conf"));
        var all = System.Text.Encoding.UTF8.GetBytes(own.Replace("# budget", "budget", StringComparison.Ordinal).Replace("# spill", "spill", StringComparison.Ordinal).Replace("# power", "power", StringComparison.Ordinal));
        var result = Auspex.Daemon.Configuration.ExtensionConfigReader.Read(all, "auspex.conf", host);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(new Auspex.Daemon.Configuration.ExtensionConfig(), result.Value);
        var plugin = Auspex.Daemon.Configuration.PluginConfigReader.Read(File.ReadAllBytes(Path.Combine(TestFiles.Root, "packaging/plugins.d/au-remote.conf")), "au-remote.conf", host);
        Assert.Empty(plugin.Diagnostics);
        Assert.Equal((false, "/sbin/audisp-remote", false), (plugin.Value!.IsActive, plugin.Value.Path, plugin.Value.IsBinary));
    }

    [Theory]
    [InlineData("af_unix", true)]
    [InlineData("syslog", false)]
    [InlineData("filter", false)]
    public void The_plugins_that_are_installed_are_taken_and_off(string name, bool isBinary)
    {
        var host = new Daemon.Configuration.FixedConfigHost();
        var text = File.ReadAllText(Path.Combine(TestFiles.Root, $"packaging/plugins.d/{name}.conf"));
        var result = Auspex.Daemon.Configuration.PluginConfigReader.Read(System.Text.Encoding.UTF8.GetBytes(text), $"{name}.conf", host);
        Assert.Empty(result.Diagnostics);
        Assert.False(result.Value!.IsActive);
        Assert.Equal(isBinary, result.Value.IsBinary);
        Assert.Equal($"/sbin/audisp-{name}", result.Value.Path);
        var active = text.Replace("active = no", "active = yes", StringComparison.Ordinal).Replace($"path = /sbin/audisp-{name}", "path = /sbin/helper", StringComparison.Ordinal);
        Assert.True(Auspex.Daemon.Configuration.PluginConfigReader.Read(System.Text.Encoding.UTF8.GetBytes(active), $"{name}.conf", host).Value!.IsActive);
    }

    [Fact]
    public void The_expressions_that_are_installed_are_taken_also_those_of_the_comments()
    {
        var text = File.ReadAllText(Path.Combine(TestFiles.Root, "packaging/audisp-filter.conf"));
        Assert.Empty(Auspex.Daemon.Plugins.FilterRules.Parse(System.Text.Encoding.UTF8.GetBytes(text), out var complaints));
        Assert.Empty(complaints);
        var examples = text.Replace("# \\record", "\\record", StringComparison.Ordinal).Replace("# auid", "auid", StringComparison.Ordinal);
        Assert.Equal(2, Auspex.Daemon.Plugins.FilterRules.Parse(System.Text.Encoding.UTF8.GetBytes(examples), out complaints).Count);
        Assert.Empty(complaints);
    }

    private static HashSet<string> Named(params string[] names) => new(names, StringComparer.Ordinal);
}
