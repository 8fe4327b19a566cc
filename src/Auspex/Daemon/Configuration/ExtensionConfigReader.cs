namespace Auspex.Daemon.Configuration;

/// <summary>Reads auspex.conf(5), which has the grammar of auditd.conf.</summary>
public static class ExtensionConfigReader
{
    private static readonly ConfigReader<ExtensionConfig> Keys = new ConfigReader<ExtensionConfig>(DaemonConfigReader.MaxLineBytes)
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
}
