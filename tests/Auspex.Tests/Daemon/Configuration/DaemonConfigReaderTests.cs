using System.Text;
using Auspex.Daemon.Configuration;

namespace Auspex.Tests.Daemon.Configuration;

/// <summary>auditd.conf(5). Source: spec 7.2.</summary>
public sealed class DaemonConfigReaderTests
{
    private const string Shipped =
        """
        #
        # This file controls the configuration of the audit daemon
        #

        local_events = yes
        write_logs = yes
        log_file = /var/log/audit/audit.log
        log_group = adm
        log_format = ENRICHED
        flush = INCREMENTAL_ASYNC
        freq = 50
        max_log_file = 8
        num_logs = 5
        priority_boost = 4
        name_format = NONE
        ##name = mydomain
        max_log_file_action = ROTATE
        space_left = 75
        space_left_action = SYSLOG
        verify_email = yes
        action_mail_acct = root
        admin_space_left = 50
        admin_space_left_action = SUSPEND
        disk_full_action = SUSPEND
        disk_error_action = SUSPEND
        use_libwrap = yes
        ##tcp_listen_port = 60
        tcp_listen_queue = 5
        tcp_max_per_addr = 1
        ##tcp_client_ports = 1024-65535
        tcp_client_max_idle = 0
        transport = TCP
        krb5_principal = auditd
        distribute_network = no
        q_depth = 2000
        overflow_action = SYSLOG
        max_restarts = 10
        plugin_dir = /etc/audit/plugins.d
        end_of_event_timeout = 2
        """;

    [Fact]
    public void The_file_that_Debian_ships_is_taken()
    {
        var config = Accept(Shipped);
        Assert.Equal(4u, config.LogGroup);
        Assert.True(config.IsEnriched);
        Assert.Equal((FlushMode.IncrementalAsync, 50), (config.Flush, config.FlushFrequency));
        Assert.Equal((8u, 5), (config.MaxLogMebibytes, config.LogCount));
        Assert.Equal(new ActionSetting(DaemonAction.Rotate), config.MaxLogAction);
        Assert.Equal((new SpaceSetting(75), new SpaceSetting(50)), (config.SpaceLeft, config.AdminSpaceLeft));
        Assert.Equal(DaemonAction.Suspend, config.DiskFullAction.Action);
        Assert.Equal("/etc/audit/plugins.d/", config.PluginDirectory);
    }

    [Theory]
    [InlineData("freq", "Wrong number of arguments for line 1 in F")]
    [InlineData("freq = ", "Wrong number of arguments for line 1 in F")]
    [InlineData("freq == 5", "Missing equal sign for line 1 in F")]
    [InlineData("frequ = 5", "Unknown keyword \"frequ\" in line 1 of F — did you mean freq?")]
    [InlineData("freq = 5 6", "Keyword \"freq\" has invalid option \"6\" in line 1 of F — one word")]
    [InlineData("freq = 5x", "Value 5x should only be numbers - line 1 — a number from 0 to 2147483647")]
    [InlineData("num_logs = 1000", "Error - converted number (1000) is too large - line 1 — a number from 0 to 999")]
    [InlineData("q_depth = 0", "Error - converted number (0) is too small - line 1 — a number from 1 to 99999")]
    [InlineData("log_format = BLUE", "Option BLUE not found - line 1 — one of raw, enriched, nolog")]
    [InlineData("log_file = audit.log", "Value audit.log should be an absolute path - line 1")]
    [InlineData("log_file = /a/b", "The directory name: /a is too short - line 1")]
    [InlineData("log_file = /nowhere/b", "Could not open dir /nowhere")]
    [InlineData("log_group = nobody-such", "Unable to get group id for nobody-such - line 1")]
    [InlineData("space_left = 100%", "Error - converted number (100) is too large - line 1 — a number from 0 to 99")]
    [InlineData("space_left_action = halt", "The HALT option in space_left_action has been deprecated")]
    [InlineData("space_left_action = exec", "Action exec requires a program - line 1")]
    [InlineData("space_left_action = exec helper", "helper should be an absolute path - line 1")]
    [InlineData("space_left_action = exec /sbin/none", "Unable to open /sbin/none - line 1")]
    [InlineData("space_left_action = exec /sbin/loose", "/sbin/loose permissions should be 0750, 0755, 0555 or 0550 - line 1")]
    [InlineData("space_left_action = exec /sbin/theirs", "/sbin/theirs is not owned by root - line 1")]
    [InlineData("space_left_action = syslog now", "Keyword \"space_left_action\" has invalid option \"now\" in line 1 of F")]
    [InlineData("disk_full_action = email", "Option email not found - line 1")]
    [InlineData("disk_error_action = rotate", "Option rotate not found - line 1")]
    [InlineData("action_mail_acct = a", "Email account name a is not legal - line 1")]
    [InlineData("action_mail_acct = a;b", "Email account name a;b is not legal - line 1")]
    [InlineData("action_mail_acct = ops@host", "ops@host: domain names must have at least one dot - line 1")]
    [InlineData("action_mail_acct = ops@example.com", "validate_email: cannot resolve example.com - line 1")]
    [InlineData("tcp_client_ports = 20-10", "Value 20-10 is not an ordered range - line 1")]
    [InlineData("transport = KRB5", "GSSAPI support is not built in - line 1")]
    [InlineData("report_interval = 41d", "Error - converted number (41d) is too large - line 1 — at most 40 days")]
    [InlineData("report_interval = 5y", "Value 5y has an unknown unit - line 1")]
    public void What_is_wrong_has_its_place_and_what_would_be_right(string line, string expected)
    {
        var result = Read(line);
        Assert.Null(result.Value);
        var finding = Assert.Single(result.Diagnostics);
        Assert.StartsWith("F(1,", finding.ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, finding.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("space_left = 50\nadmin_space_left = 50", "space_left setting must be larger")]
    [InlineData("space_left = 5\nflush = incremental", "0 selected for freq")]
    [InlineData("space_left = 5\nlog_group = adm\nlog_file = /var/log/audit.log", "cannot be used when logs are in /var/log")]
    [InlineData("space_left = 5\ntransport = tls\ntcp_listen_port = 60", "requires tls_psk_file")]
    public void What_does_not_fit_together_is_refused(string text, string expected)
    {
        var result = Read(text);
        Assert.Null(result.Value);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Other_machines_may_send()
    {
        var config = Accept("space_left = 5\ntcp_listen_port = 60\ntcp_client_ports = 1-1023\ntransport = TLS\ntls_psk_file = /k\ntls_psk_identity = mars");
        Assert.Equal((60, 1, 1023, NetworkTransport.Tls), (config.ListenPort, config.ClientPortLow, config.ClientPortHigh, config.Transport));
    }

    [Theory]
    [InlineData("max_log_file_action = exec /sbin/helper")]
    [InlineData("MAX_LOG_FILE_ACTION = Exec /sbin/helper")]
    public void Size_may_run_a_program_as_documented(string line) =>
        Assert.Equal(new ActionSetting(DaemonAction.Exec, "/sbin/helper"), Accept("space_left = 5\n" + line).MaxLogAction);

    [Fact]
    public void All_findings_come_at_once()
    {
        var result = Read("freq = x\n# a comment\nnum_logs = y\nbogus = 1\n");
        Assert.Equal([1, 3, 4], result.Diagnostics.Select(d => d.Line));
    }

    [Fact]
    public void The_last_of_a_key_counts() => Assert.Equal(7, Accept("space_left = 5\nfreq = 3\nfreq = 7").FlushFrequency);

    [Fact]
    public void A_long_line_is_passed_over()
    {
        var result = Read($"space_left = 5\nname = {new string('x', 600)}");
        Assert.NotNull(result.Value);
        Assert.Contains(result.Diagnostics, d => !d.IsError && d.Message == "Skipping line 2 in F: too long");
    }

    [Fact]
    public void An_empty_file_means_the_defaults() => Assert.Equal(new DaemonConfig().Flush, Accept("").Flush);

    [Fact]
    public void Percentages_and_ranges_are_read()
    {
        var config = Accept("space_left = 25%\ntcp_client_ports = 1024-2048\nreport_interval = 2h");
        Assert.Equal(new SpaceSetting(25, IsPercent: true), config.SpaceLeft);
        Assert.Equal((1024, 2048), (config.ClientPortLow, config.ClientPortHigh));
        Assert.Equal(TimeSpan.FromHours(2), config.ReportInterval);
    }

    [Fact]
    public void Bytes_of_all_kinds_do_no_harm()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Shipped);
            for (var j = 0; j < 5; j++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            _ = DaemonConfigReader.Read(bytes, "F", new FixedConfigHost());
        }
    }

    [Fact]
    public void Every_key_of_the_facts_is_known()
    {
        var keys = File.ReadLines(Path.Combine(Support.TestFiles.Shared("facts"), "auditd-conf-keys.tsv")).Skip(1).Select(l => l.Split('\t')[0]);
        foreach (var key in keys)
        {
            var result = Read($"{key} = \u0001");
            Assert.DoesNotContain(result.Diagnostics, d => d.Message.StartsWith("Unknown keyword", StringComparison.Ordinal));
        }
    }

    /// <summary>The files that Debian installs work as they are.</summary>
    [Fact]
    public void Debians_own_files_are_taken_without_a_word()
    {
        var etc = Path.Combine(Environment.GetEnvironmentVariable("AUSPEX_ORACLE") ?? Path.Combine(Support.TestFiles.Root, "build/oracle/root"), "etc/audit");
        Assert.SkipUnless(File.Exists(Path.Combine(etc, "auditd.conf")), "SKIPPED: Debian's tools are not here");
        var own = DaemonConfigReader.Read(File.ReadAllBytes(Path.Combine(etc, "auditd.conf")), "auditd.conf", new FixedConfigHost());
        Assert.Empty(own.Diagnostics);
        Assert.Equal(4u, own.Value!.LogGroup);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(etc, "plugins.d")))
        {
            var plugin = PluginConfigReader.Read(File.ReadAllBytes(path), path, new FixedConfigHost());
            Assert.DoesNotContain(plugin.Diagnostics, static d => d.IsError && !d.Message.StartsWith("Unable to stat", StringComparison.Ordinal));
        }
    }

    private static DaemonConfig Accept(string text)
    {
        var result = Read(text);
        Assert.True(result.Value is not null, string.Join('\n', result.Diagnostics));
        return result.Value;
    }

    private static ConfigResult<DaemonConfig> Read(string text) =>
        DaemonConfigReader.Read(Encoding.UTF8.GetBytes(text), "F", new FixedConfigHost());
}
