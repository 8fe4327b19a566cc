namespace Auspex.Tool.Suite.Manuals;

/// <summary>The page of audisp-remote.conf. What it says is what <c>RemoteConfigReader</c>, <c>FailureTable</c> and <c>RemoteSender</c> do.</summary>
internal static class AudispRemoteConfPage
{
    private const string Failures = "ACTION";
    private const string Number = "1 to 2147483647";

    /// <summary>Made once.</summary>
    internal static readonly ConfigPage Page = new()
    {
        Name = "audisp-remote.conf",
        Summary = "where audit records are sent, and what is done when that fails",
        Path = "/etc/audit/audisp-remote.conf",
        Description =
            """
            Tells audisp-remote(8) which machine collects the records of this one. The grammar is that of auditd.conf(5), and so is what is asked
            of the file: regular, root's, and not writable by all. Only here a symbolic link is followed. With an error in it the plugin ends with 6;
            without the file it has nobody to send to.

            The file is read when the plugin starts. SIGHUP makes it connect anew with the settings it has. For others to count, end the plugin:
            auditd starts it again, and with mode = forward nothing that waits is lost meanwhile.
            """,
        Groups =
        [
            new("The collector",
            [
                new("remote_server", "HOST[,HOST...] (at most 16)", "none; it must be set",
                    "The machine that collects: its name or address. Several are parted by commas without blanks, and tried in this order, from the first each time."),
                new("port", "PORT (0 to 65535)", "60", "The TCP port that the collector listens at; its tcp_listen_port."),
                new("local_port", "any | PORT (0 to 65535)", "any", "The port to send from. Below 1024 it shows the collector that root sends. 0 is the same as any."),
                new("transport", "tcp | tls | krb5", "tcp",
                    "tcp sends in the clear; tls by TLS 1.3 with a key that both ends hold, and needs OpenSSL 3 on the machine. krb5 is not built in, and an error."),
                new("format", "managed | ascii", "managed",
                    """
                    managed: each record has a header and is kept until the collector answers that it is written. ascii: plain lines, and no answer; what is
                    under way when the connection breaks is lost, and the plugin ends then. The collector of auditd takes managed only.
                    """),
            ]),
            new("The queue",
            [
                new("mode", "immediate | forward", "immediate",
                    "immediate keeps what waits in memory. forward keeps it in queue_file, which outlives the plugin and the machine's reboot; it needs format = managed."),
                new("queue_file", "FILE", "/var/spool/audit/remote.log",
                    "The file of mode = forward. It is as large as the whole queue from the start: 12 KiB a record. audit-userspace's plugin reads it too, and the other way round."),
                new("queue_depth", $"RECORDS ({Number})", "2048", "How many records may wait. A file of another depth is converted at the start, unless more wait in it than the new one holds."),
                new("overflow_action", "ignore | syslog | suspend | single | halt", "syslog",
                    """
                    What is done when the queue is full. The record that comes then is dropped whatever it says. ignore: nothing else. syslog: the first
                    five are told. suspend: nothing is sent until SIGUSR2. single, halt: as below.
                    """),
            ]),
            new("Tries and times",
            [
                new("network_retry_time", $"SECONDS ({Number})", "1", "The pause between tries of the same record; the first retry comes without one. What waits is tried so often too when nothing new comes."),
                new("max_tries_per_record", $"NUMBER ({Number})", "3", "How often a record is tried again before network_failure_action is taken."),
                new("max_time_per_record", $"SECONDS ({Number})", "5", "How long all tries together, one connection or one answer may take."),
                new("heartbeat_timeout", "SECONDS (0 to 2147483647)", "0, never",
                    "After so much silence the collector is asked whether it lives, and must answer. A dead connection is noticed before a record needs it. managed only; the collector's tcp_client_max_idle should be longer."),
            ]),
            new("TLS",
            [
                new("tls_psk_file", "FILE", "none; tls needs it", "The key: one line of hexadecimal digits, 32 bytes or more. The file is root's, no symbolic link, and of mode 0400."),
                new("tls_psk_identity", "NAME (1 to 255 printable ASCII characters)", "none; tls needs it", "The name under which the collector knows the key."),
                new("tls_cipher_suites", "SUITE[:SUITE...]", "that of the profile", "The suites of TLS 1.3 in OpenSSL's words."),
                new("tls_key_exchange", "GROUP[:GROUP...]", "that of the profile", "The groups for the key exchange in OpenSSL's words."),
                new("tls_crypto_profile", "compatible | system | pqc", "compatible",
                    """
                    compatible: X25519MLKEM768 where OpenSSL knows it, and X25519. pqc: only groups that resist quantum computers, or no connection. system:
                    what OpenSSL is set to on this machine.
                    """),
                new("tls_require_pqc", "yes | no", "no", "yes is another word for tls_crypto_profile = pqc."),
                new("tls_auth", "psk", "psk", "How the ends prove who they are. There is nothing else."),
            ]),
            new("Failures",
            [
                new("network_failure_action", Failures, "stop", "No connection, or no answer, after all tries."),
                new("startup_failure_action", "ignore | syslog | exec PROGRAM | warn_once_continue | warn_once", "warn_once_continue", "The first connection after the start does not succeed."),
                new("remote_ending_action", $"{Failures} | reconnect", "reconnect", "The collector says that it is ending. reconnect connects again when the next record comes."),
                new("disk_low_action", Failures, "ignore", "The collector wrote the record and says that its disk is getting full. The record is never sent again, whatever the action."),
                new("disk_full_action", Failures, "warn_once", "The collector could not write the record, as its disk is full."),
                new("disk_error_action", Failures, "warn_once", "The collector could not write the record, as its disk failed or its logging is suspended."),
                new("generic_error_action", Failures, "syslog", "The collector answers with an error that is not known here."),
                new("generic_warning_action", Failures, "syslog", "The collector answers with a warning that is not known here; the record was written."),
                new("queue_error_action", Failures, "stop", "The queue's file cannot be read or written."),
            ]),
            new("Kerberos",
            [
                new("enable_krb5", "yes | no", "no", "yes is an error, as krb5 is not built in; use tls."),
                new("krb5_principal", "NAME", "none", "Accepted without effect."),
                new("krb5_client_name", "NAME", "none", "Accepted without effect."),
                new("krb5_key_file", "FILE", "none", "Accepted without effect."),
            ]),
        ],
        Sections =
        [
            new("ACTIONS", "What the word for a failure makes the plugin do, and what becomes of the record at which it happened:",
            [
                ("ignore", "Nothing. The record counts as sent."),
                ("syslog", "A line to syslog. The record counts as sent."),
                ("exec PROGRAM", "Runs the program with the failure's text as its only argument. The record counts as sent. The program is given by its whole path, is a regular file of root's, and of mode 0750."),
                ("warn_once_continue", "The first time a line to syslog, and the record counts as sent. Then nothing, and records are kept, until one was sent."),
                ("warn_once", "The first time a line to syslog, then nothing until a record was sent. The record is kept and tried again."),
                ("suspend", "A line to syslog, and nothing is sent until SIGUSR2. The record is kept."),
                ("reconnect", "A line to syslog, and a new connection with the next record. The record is kept. For remote_ending_action only."),
                ("single", "Brings the machine to single-user mode. The record is kept."),
                ("halt", "Shuts the machine down. The record is kept."),
                ("stop", "A line to syslog, and the plugin ends. What waits is kept with mode = forward. auditd starts it again, up to its max_restarts."),
            ]),
            new("DIFFERENCES",
                """
                audit-userspace's plugin takes one host, lines of 127 bytes at most (511 here), and has krb5. More is told in differences.md, audisp-remote.
                """, []),
        ],
        Example = "remote_server = logs1.example.org,logs2.example.org\nport = 60\ntransport = tls\ntls_psk_file = /etc/audit/remote.psk\ntls_psk_identity = this-machine\nmode = forward\nqueue_depth = 10240\nnetwork_failure_action = warn_once",
        Files =
        [
            ("/etc/audit/audisp-remote.conf", "the file, where -c names no other"),
            ("/var/spool/audit/remote.log", "what waits, with mode = forward"),
        ],
        SeeAlso = ["audisp-remote(8)", "auditd-plugins(5)", "auditd.conf(5)", "auditd(8)"],
    };
}
