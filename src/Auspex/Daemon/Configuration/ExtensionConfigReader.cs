namespace Auspex.Daemon.Configuration;

/// <summary>Reads auspex.conf(5), which has the grammar of auditd.conf.</summary>
internal static class ExtensionConfigReader
{
    private static readonly ConfigReader<ExtensionConfig> Keys = new ConfigReader<ExtensionConfig>(DaemonConfigReader.MaxLineBytes)
        .Add("budget_key", static (c, v) => c with { KeyBudget = v.ReadNumber(0, int.MaxValue) })
        .Add("budget_program", static (c, v) => c with { ProgramBudget = v.ReadNumber(0, int.MaxValue) })
        .Add("spill_dir", static (c, v) => c with { SpillDirectory = v.Text == "none" ? null : v.ReadPath() })
        .Add("spill_max", static (c, v) => c with { SpillMaxMebibytes = v.ReadNumber(1, 1 << 20) })
        .Add("json_file", static (c, v) => c with { JsonFile = ReadPlace(v) })
        .Add("json_file_format", static (c, v) => c with { JsonFileSchema = ReadSchema(v) })
        .Add("json_socket", static (c, v) => c with { JsonSocket = ReadPlace(v) })
        .Add("json_socket_format", static (c, v) => c with { JsonSocketSchema = ReadSchema(v) })
        .Add("output_max_size", static (c, v) => c with { OutputMaxMebibytes = v.ReadNumber(1, 1 << 20) })
        .Add("output_files", static (c, v) => c with { OutputFiles = v.ReadNumber(2, 999) })
        .Add("metrics_listen", static (c, v) => c with { MetricsListen = ReadListen(v) })
        .Add("process_file", static (c, v) => c with { ProcessFile = ReadPlace(v) })
        .Add("process_acct", static (c, v) => c with { HasAccounting = v.ReadYes() })
        .Add("power_program", static (c, v) => c with { PowerProgram = v.ReadPath() });

    /// <summary>The keys it knows.</summary>
    internal static IReadOnlyCollection<string> KeyNames => Keys.Names;

    /// <summary>Reads the file's text. Nothing of it counts when there is an error.</summary>
    public static ConfigResult<ExtensionConfig> Read(ReadOnlySpan<byte> text, string path, IConfigHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var diagnostics = new List<ConfigDiagnostic>();
        var config = Keys.Read(text, path, host, new ExtensionConfig(), diagnostics);
        return new ConfigResult<ExtensionConfig>(diagnostics.Exists(static d => d.IsError) ? null : config, diagnostics);
    }

    private static string? ReadPlace(ConfigValue value) => value.Text == "none" ? null : value.ReadPath();

    private static JsonSchema ReadSchema(ConfigValue value) => value.ReadChoice(("auspex", JsonSchema.Auspex), ("ecs", JsonSchema.Ecs));

    /// <summary>A path, or a port; never another address than the loopback's, as metrics tell what is watched.</summary>
    private static string? ReadListen(ConfigValue value)
    {
        if (value.Text == "none") return null;
        if (value.Text.StartsWith('/')) return value.ReadPath();
        var port = value.ReadNumber(1, 65535);
        return port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
