using System.Text;
using Auspex.Daemon.Configuration;

namespace Auspex.Tests.Daemon.Configuration;

/// <summary>Files of plugins.d. Source: spec 8.1.</summary>
public sealed class PluginConfigReaderTests
{
    private const string Whole = "active = yes\ndirection = out\npath = /sbin/helper\ntype = always\nargs = 0640 /run/x string\nformat = BINARY\n";

    [Theory]
    [InlineData(".hidden.conf", "hidden file")]
    [InlineData("af.conf.rpmsave", "backup file")]
    [InlineData("af.bak", "file without .conf suffix")]
    [InlineData("af.conf", null)]
    [InlineData("noending", null)]
    public void Names_say_which_files_are_plugins(string name, string? reason) => Assert.Equal(reason, PluginConfigReader.SkipReason(name));

    [Fact]
    public void All_keys_are_read()
    {
        var plugin = Read(Whole).Value!;
        Assert.Equal("copy", plugin.Name);
        Assert.True(plugin is { IsActive: true, IsBinary: true, Path: "/sbin/helper" });
        Assert.Equal(["0640", "/run/x", "string"], plugin.Arguments);
        Assert.True(plugin.IsSame(Read(Whole).Value!));
        Assert.False(plugin.IsSame(Read(Whole.Replace("0640", "0600", StringComparison.Ordinal)).Value!));
    }

    [Theory]
    [InlineData("active = maybe\n", "Option maybe not found - line 1")]
    [InlineData("active yes\n", "Wrong number of arguments for line 1 in /etc/audit/plugins.d/copy.conf")]
    [InlineData("active : yes\n", "Missing equal sign for line 1 in /etc/audit/plugins.d/copy.conf")]
    [InlineData("# x\nspeed = fast\n", "Unknown keyword \"speed\" in line 2 of /etc/audit/plugins.d/copy.conf")]
    [InlineData("active = yes no\n", "Keyword \"active\" has invalid option")]
    [InlineData("path = /x/helper\n", "The directory name: /x is too short - line 1")]
    [InlineData("active = yes\n", "Error - plugin (/etc/audit/plugins.d/copy.conf) is active but no path given")]
    [InlineData("active = yes\npath = /sbin/missing\n", "Unable to stat /sbin/missing (No such file or directory)")]
    [InlineData("active = yes\npath = /var/log/audit\n", "/var/log/audit is not a regular file")]
    [InlineData("active = yes\npath = /sbin/theirs\n", "/sbin/theirs is not owned by root")]
    [InlineData("active = yes\npath = /sbin/loose\n", "/sbin/loose is group or world writable")]
    public void What_is_wrong_is_said_and_nothing_counts(string text, string expected)
    {
        var result = Read(text);
        Assert.Null(result.Value);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Old_words_are_taken_with_a_warning()
    {
        var result = Read("path = builtin_af_unix\ntype = builtin\n");
        Assert.Equal("/sbin/audisp-af_unix", result.Value!.Path);
        Assert.Equal(2, result.Diagnostics.Count(static d => !d.IsError));
    }

    [Theory]
    [InlineData("/sbin/audisp-syslog", "/opt/sbin/audisp-syslog")]
    [InlineData("/sbin/audisp-remote", null)] // is beside the program no more than there
    [InlineData("/sbin/missing", null)] // not the suite's
    public void A_plugin_of_the_suite_is_found_beside_our_own_program(string path, string? found)
    {
        var host = new FixedConfigHost { ProgramFolder = "/opt/sbin" };
        host.Files["/opt/sbin/audisp-syslog"] = host.Files["/opt/sbin/missing"] = new ConfigFile(ConfigFileKind.Regular, 0, 0x1ED);
        Assert.Equal(found, Read($"active = yes\npath = {path}\n", host).Value?.Path);
        host.Files[path] = new ConfigFile(ConfigFileKind.Regular, 0, 0x1ED);
        Assert.Equal(path, Read($"active = yes\npath = {path}\n", host).Value?.Path);
    }

    private static ConfigResult<PluginConfig> Read(string text, IConfigHost? host = null) =>
        PluginConfigReader.Read(Encoding.ASCII.GetBytes(text), "/etc/audit/plugins.d/copy.conf", host ?? new FixedConfigHost());
}
