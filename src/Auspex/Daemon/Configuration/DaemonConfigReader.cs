using System.Globalization;

namespace Auspex.Daemon.Configuration;

/// <summary>Reads auditd.conf(5). Source: spec 7.2.</summary>
internal static partial class DaemonConfigReader
{
    /// <summary>The longest line, in bytes.</summary>
    public const int MaxLineBytes = 511;

    private static readonly TimeSpan MaxReport = TimeSpan.FromDays(40);

    private static readonly ConfigReader<DaemonConfig> Keys = new ConfigReader<DaemonConfig>(MaxLineBytes)
        .Add("local_events", static (c, v) => c with { HasLocalEvents = v.ReadYes() })
        .Add("write_logs", static (c, v) => c with { WritesLogs = v.ReadYes() })
        .Add("log_file", static (c, v) => c with { LogFile = ReadLogFile(v) })
        .Add("log_format", ApplyFormat)
        .Add("log_group", static (c, v) => c with { LogGroup = ReadGroup(v) })
        .Add("flush", static (c, v) => c with
        {
            Flush = v.ReadChoice(
                ("none", FlushMode.None), ("incremental", FlushMode.Incremental), ("incremental_async", FlushMode.IncrementalAsync),
                ("data", FlushMode.Data), ("sync", FlushMode.Sync)),
        })
        .Add("freq", static (c, v) => c with { FlushFrequency = v.ReadNumber(0, int.MaxValue) })
        .Add("num_logs", static (c, v) => c with { LogCount = v.ReadNumber(0, 999) })
        .Add("name_format", static (c, v) => c with
        {
            NameFormat = v.ReadChoice(
                ("none", NodeNameFormat.None), ("hostname", NodeNameFormat.Hostname), ("fqd", NodeNameFormat.FullyQualified),
                ("numeric", NodeNameFormat.Numeric), ("user", NodeNameFormat.User)),
        })
        .Add("name", static (c, v) => c with { NodeName = v.Text })
        .Add("max_log_file", static (c, v) => c with { MaxLogMebibytes = (uint)v.ReadNumber(0, int.MaxValue) })
        .Add("max_log_file_action", static (c, v) => c with { MaxLogAction = ReadAction(v, ActionWords.Size) }, maxWords: 2)
        .Add("space_left", static (c, v) => c with { SpaceLeft = ReadSpace(v) })
        .Add("space_left_action", static (c, v) => c with { SpaceLeftAction = ReadSpaceAction(v) }, maxWords: 2)
        .Add("verify_email", static (c, v) => c with { VerifiesMail = v.ReadYes() })
        .Add("action_mail_acct", static (c, v) => c with { MailAccount = ReadMailAccount(c, v) })
        .Add("admin_space_left", static (c, v) => c with { AdminSpaceLeft = ReadSpace(v) })
        .Add("admin_space_left_action", static (c, v) => c with { AdminSpaceLeftAction = ReadAction(v, ActionWords.Admin) }, maxWords: 2)
        .Add("disk_full_action", static (c, v) => c with { DiskFullAction = ReadAction(v, ActionWords.Full) }, maxWords: 2)
        .Add("disk_error_action", static (c, v) => c with { DiskErrorAction = ReadAction(v, ActionWords.Error) }, maxWords: 2)
        .Add("priority_boost", static (c, v) => c with { PriorityBoost = v.ReadNumber(0, int.MaxValue) })
        .Add("tcp_listen_port", static (c, v) => c with { ListenPort = v.ReadNumber(0, 65535) })
        .Add("tcp_listen_queue", static (c, v) => c with { ListenQueue = v.ReadNumber(1, 65535) })
        .Add("tcp_max_per_addr", static (c, v) => c with { MaxPerAddress = v.ReadNumber(1, 1024) })
        .Add("use_libwrap", static (c, v) => c with { UsesHostAccess = v.ReadYes() })
        .Add("tcp_client_ports", ApplyPorts)
        .Add("tcp_client_max_idle", static (c, v) => c with { ClientMaxIdle = TimeSpan.FromSeconds(v.ReadNumber(0, int.MaxValue)) })
        .Add("transport", static (c, v) => c with { Transport = TransportValues.Read(v, "TLS") })
        .Add("enable_krb5", static (c, v) => v.ReadYes() ? c with { Transport = TransportValues.FailKrb5(v, "TLS") } : c)
        .Add("krb5_principal", static (c, v) => c with { Krb5Principal = v.Text })
        .Add("krb5_key_file", static (c, v) => c with { Krb5KeyFile = v.ReadPath() })
        .Add("tls_psk_file", static (c, v) => c with { PskFile = v.ReadPath() })
        .Add("tls_allowed_clients", static (c, v) => c with { AllowedClientsFile = v.ReadPath() })
        .Add("tls_psk_identity", static (c, v) => c with { PskIdentity = v.Text })
        .Add("tls_cipher_suites", static (c, v) => c with { CipherSuites = v.Text })
        .Add("tls_key_exchange", static (c, v) => c with { KeyExchange = v.Text })
        .Add("tls_require_pqc", static (c, v) => v.ReadYes() ? c with { CryptoProfile = "pqc" } : c)
        .Add("tls_auth", static (c, v) => v.ReadChoice(("psk", c)))
        .Add("tls_crypto_profile", static (c, v) => c with { CryptoProfile = TransportValues.ReadProfile(v) })
        .Add("distribute_network", static (c, v) => c with { DistributesNetwork = v.ReadYes() })
        .Add("q_depth", ApplyQueueDepth)
        .Add("overflow_action", static (c, v) => c with { OverflowAction = ReadAction(v, ActionWords.Queue).Action })
        .Add("max_restarts", static (c, v) => c with { MaxRestarts = v.ReadNumber(0, int.MaxValue) })
        .Add("plugin_dir", static (c, v) => c with { PluginDirectory = v.ReadPath().TrimEnd('/') + "/" })
        .Add("end_of_event_timeout", static (c, v) => c with { EventTimeout = TimeSpan.FromSeconds(v.ReadNumber(1, int.MaxValue)) })
        .Add("report_interval", ApplyReport)
        .Add("dispatcher", static (c, v) => Deprecated(c, v))
        .Add("disp_qos", static (c, v) => Deprecated(c, v));

    /// <summary>The keys it knows.</summary>
    internal static IReadOnlyCollection<string> KeyNames => Keys.Names;

    /// <summary>Reads the file's text. Nothing of it counts when there is an error.</summary>
    public static ConfigResult<DaemonConfig> Read(ReadOnlySpan<byte> text, string path, IConfigHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var diagnostics = new List<ConfigDiagnostic>();
        var config = Keys.Read(text, path, host, new DaemonConfig(), diagnostics);
        if (!text.IsEmpty && !diagnostics.Exists(static d => d.IsError)) CrossCheck(config, path, diagnostics);
        return new ConfigResult<DaemonConfig>(diagnostics.Exists(static d => d.IsError) ? null : config, diagnostics);
    }

    /// <summary>What must fit together. Source: spec 7.2, cross checks.</summary>
    private static void CrossCheck(DaemonConfig config, string path, List<ConfigDiagnostic> diagnostics)
    {
        if (config is { SpaceLeft.IsPercent: false, AdminSpaceLeft.IsPercent: false } && config.SpaceLeft.Value <= config.AdminSpaceLeft.Value)
            Error("Error - space_left setting must be larger than admin_space_left", "more for space_left, or less for admin_space_left");
        if (config.Flush is FlushMode.Incremental or FlushMode.IncrementalAsync && config.FlushFrequency == 0)
            Error("Error - incremental flushing chosen, but 0 selected for freq", "freq = 50, for instance");
        if (config.LogGroup != 0 && Path.GetDirectoryName(config.LogFile) == "/var/log")
            Error("Error - log_group cannot be used when logs are in /var/log", "a directory of its own for the logs, such as /var/log/audit");
        if (config.FlushFrequency > 0 && config.Flush is FlushMode.Data or FlushMode.Sync)
            Warn("Warning - freq is non-zero and incremental flushing not selected.");
        if (config.Transport == NetworkTransport.Tls && config.ListenPort > 0)
        {
            if (config.PskFile is null && config.AllowedClientsFile is null)
                Error("Error - TLS transport requires tls_psk_file or tls_allowed_clients", "the file that holds the key");
            else if (config.PskFile is not null && config.PskIdentity is null && config.AllowedClientsFile is null)
                Error("Error - tls_psk_file requires tls_psk_identity or tls_allowed_clients", "the identity that goes with the key");
        }

        void Error(string message, string advice) => diagnostics.Add(new(path, 0, 0, true, message, advice));
        void Warn(string message) => diagnostics.Add(new(path, 0, 0, false, message, ""));
    }

    private static DaemonConfig ApplyFormat(DaemonConfig config, ConfigValue value) =>
        value.ReadChoice(("raw", 0), ("enriched", 1), ("nolog", 2)) switch
        {
            0 => config with { IsEnriched = false },
            1 => config with { IsEnriched = true },
            _ => NoLog(config, value),
        };

    private static DaemonConfig NoLog(DaemonConfig config, ConfigValue value)
    {
        value.Warn("The NOLOG option is deprecated. Please use write_logs = no");
        return config with { WritesLogs = false };
    }

    private static DaemonConfig ApplyPorts(DaemonConfig config, ConfigValue value)
    {
        var split = value.Text.IndexOf('-', StringComparison.Ordinal);
        var low = value.ReadNumber(split < 0 ? value.Text : value.Text[..split], 0, 65535);
        var high = split < 0 ? low : value.ReadNumber(value.Text[(split + 1)..], 0, 65535);
        if (high < low) value.Fail($"Value {value.Text} is not an ordered range - line {value.LineNumber}", "the lower port first");
        return config with { ClientPortLow = low, ClientPortHigh = high };
    }

    private static DaemonConfig ApplyQueueDepth(DaemonConfig config, ConfigValue value)
    {
        var depth = value.ReadNumber(1, 99999);
        if (depth < 512) value.Warn(string.Create(CultureInfo.InvariantCulture, $"q_depth of {depth} is low: plugins may lose records in bursts"), "at least 512");
        return config with { QueueDepth = depth };
    }

    private static DaemonConfig ApplyReport(DaemonConfig config, ConfigValue value)
    {
        var interval = value.ReadTime(MaxReport, "smhdM");
        if (interval > TimeSpan.FromHours(6)) value.Warn("report_interval is larger than 6 hours");
        return config with { ReportInterval = interval };
    }

    private static DaemonConfig Deprecated(DaemonConfig config, ConfigValue value)
    {
        value.Warn($"{value.Key} is deprecated and has no effect - line {value.LineNumber}", "the line can go");
        return config;
    }
}
