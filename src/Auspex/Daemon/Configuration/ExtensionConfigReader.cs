namespace Auspex.Daemon.Configuration;

/// <summary>Reads auspex.conf(5), which has the grammar of auditd.conf.</summary>
public static class ExtensionConfigReader
{
    private static readonly ConfigReader<ExtensionConfig> Keys = new ConfigReader<ExtensionConfig>(DaemonConfigReader.MaxLineBytes)
        .Add("json_file", static (c, v) => c with { JsonFile = v.ReadPath() })
        .Add("json_socket", static (c, v) => c with { JsonSocket = v.ReadPath() })
        .Add("json_profile", static (c, v) => c with { IsElasticProfile = v.ReadChoice(("auspex", false), ("ecs", true)) })
        .Add("json_max_file", static (c, v) => c with { JsonMaxMebibytes = (uint)v.ReadNumber(0, 1 << 20) })
        .Add("json_num_files", static (c, v) => c with { JsonFileCount = v.ReadNumber(1, 999) })
        .Add("metrics", static (c, v) => c with { Metrics = ReadEndpoint(v) })
        .Add("process_file", static (c, v) => c with { ProcessFile = v.ReadPath() })
        .Add("budget_key", static (c, v) => c with { KeyBudget = v.ReadNumber(0, int.MaxValue) })
        .Add("budget_program", static (c, v) => c with { ProgramBudget = v.ReadNumber(0, int.MaxValue) })
        .Add("spill_dir", static (c, v) => c with { SpillDirectory = v.Text == "none" ? null : v.ReadPath() })
        .Add("spill_max", static (c, v) => c with { SpillMaxMebibytes = v.ReadNumber(1, 1 << 20) })
        .Add("power_program", static (c, v) => c with { PowerProgram = v.ReadPath() });

    /// <summary>Reads the file's text. Nothing of it counts when there is an error.</summary>
    public static ConfigResult<ExtensionConfig> Read(ReadOnlySpan<byte> text, string path, IConfigHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var diagnostics = new List<ConfigDiagnostic>();
        var config = Keys.Read(text, path, host, new ExtensionConfig(), diagnostics);
        return new ConfigResult<ExtensionConfig>(diagnostics.Exists(static d => d.IsError) ? null : config, diagnostics);
    }

    /// <summary>A path, or a port on the loopback.</summary>
    private static string ReadEndpoint(ConfigValue value)
    {
        if (value.Text.StartsWith('/')) return value.Text;
        _ = value.ReadNumber(1, 65535);
        return value.Text;
    }
}
