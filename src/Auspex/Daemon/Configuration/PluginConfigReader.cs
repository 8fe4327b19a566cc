namespace Auspex.Daemon.Configuration;

/// <summary>Reads the files of plugins.d. Source: auditd-plugins(5); spec 8.1.</summary>
internal static class PluginConfigReader
{
    private const string AfUnix = "/sbin/audisp-af_unix";
    private const uint LeastMode = 0x168; // 0550
    private const int LeastDirectory = 4;

    private static readonly ConfigReader<PluginConfig> Keys = new ConfigReader<PluginConfig>(DaemonConfigReader.MaxLineBytes)
        .Add("active", static (c, v) => c with { IsActive = v.ReadYes() })
        .Add("direction", static (c, v) => c)
        .Add("path", static (c, v) => c with { Path = ReadPath(v) })
        .Add("type", static (c, v) => ReadType(c, v))
        .Add("args", static (c, v) => c with { Arguments = [.. v.All] }, maxWords: int.MaxValue)
        .Add("format", static (c, v) => c with { IsBinary = v.ReadChoice(("string", false), ("binary", true)) });

    /// <summary>The keys it knows.</summary>
    internal static IReadOnlyCollection<string> KeyNames => Keys.Names;

    /// <summary>Why a file of the directory is none of a plugin, or null when it is.</summary>
    public static string? SkipReason(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        if (fileName.StartsWith('.')) return "hidden file";
        if (fileName.Count(static c => c == '.') > 1) return "backup file";
        return fileName.Contains('.', StringComparison.Ordinal) && !fileName.EndsWith(".conf", StringComparison.Ordinal) ? "file without .conf suffix" : null;
    }

    /// <summary>Reads one file. Nothing of it counts when there is an error.</summary>
    public static ConfigResult<PluginConfig> Read(ReadOnlySpan<byte> text, string path, IConfigHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var diagnostics = new List<ConfigDiagnostic>();
        var config = Keys.Read(text, path, host, new PluginConfig { Name = Path.GetFileNameWithoutExtension(path) }, diagnostics);
        if (config.IsActive) config = OwnBeside(config, host);
        if (config.IsActive && FaultOf(config, path, host) is { } fault) diagnostics.Add(new(path, 0, 0, true, fault, "a program of root's that only root can change"));
        return new ConfigResult<PluginConfig>(diagnostics.Exists(static d => d.IsError) ? null : config, diagnostics);
    }

    /// <summary>A plugin of the suite that is not where the file says is the one beside the daemon's own program: it is installed there with it.</summary>
    private static PluginConfig OwnBeside(PluginConfig config, IConfigHost host)
    {
        if (config.Path is not { } program || host.ProgramFolder is not { } folder || host.Look(program).Kind != ConfigFileKind.Missing) return config;
        var name = Path.GetFileName(program);
        if (!name.StartsWith("audisp-", StringComparison.Ordinal)) return config;
        var beside = Path.Combine(folder, name);
        return host.Look(beside).Kind == ConfigFileKind.Missing ? config : config with { Path = beside };
    }

    private static string? FaultOf(PluginConfig config, string path, IConfigHost host)
    {
        if (config.Path is not { } program) return $"Error - plugin ({path}) is active but no path given";
        var file = host.Look(program);
        if (file.Kind == ConfigFileKind.Missing) return $"Unable to stat {program} (No such file or directory)";
        if (file.Kind != ConfigFileKind.Regular) return $"{program} is not a regular file";
        if (file.Owner != 0) return $"{program} is not owned by root";
        if (file.IsWritableByOthers) return $"{program} is group or world writable";
        return (file.Mode & LeastMode) == LeastMode ? null : $"{program} permissions should be at least 0550";
    }

    private static string ReadPath(ConfigValue value)
    {
        if (value.Text.StartsWith("builtin_", StringComparison.OrdinalIgnoreCase))
        {
            value.Warn($"Option {value.Text} line {value.LineNumber} is obsolete - using {AfUnix}");
            return AfUnix;
        }

        var directory = Path.GetDirectoryName(value.Text) ?? "";
        if (directory.Length < LeastDirectory) value.Fail($"The directory name: {directory} is too short - line {value.LineNumber}", "an absolute path, such as /sbin/audisp-syslog");
        return value.Text;
    }

    private static PluginConfig ReadType(PluginConfig config, ConfigValue value)
    {
        if (value.ReadChoice(("always", false), ("builtin", true))) value.Warn($"Option builtin line {value.LineNumber} is obsolete - update it");
        return config;
    }
}
