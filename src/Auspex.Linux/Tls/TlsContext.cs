using System.Runtime.InteropServices;
using System.Text;

namespace Auspex.Linux.Tls;

/// <summary>TLS 1.3 with a key that both ends share, and nothing else: no certificates, no tickets, no early data. Makes sessions.</summary>
/// <remarks>Source: RFC 8446 4.2.11; SSL_CTX_set_psk_find_session_callback(3ssl); spec 8.6.</remarks>
internal sealed unsafe class TlsContext : IDisposable
{
    private const string Ciphers = "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384";
    private const string CompatibleGroups = "X25519MLKEM768:X25519";
    private const string PlainGroups = "X25519";
    private const string PqcGroups = "X25519MLKEM768:SecP256r1MLKEM768:SecP384r1MLKEM1024";

    private void* context;

    private TlsContext(OpenSsl library, void* context, TlsSettings settings)
    {
        Library = library;
        this.context = context;
        Settings = settings;
        Identity = Encoding.ASCII.GetBytes(settings.Identity);
    }

    /// <summary>What was agreed on.</summary>
    public TlsSettings Settings { get; }

    /// <summary>What people should know although it works, or null.</summary>
    public string? Warning { get; private set; }

    /// <summary>True for the collector's end.</summary>
    public bool IsServer => Settings.FindKey is not null;

    internal OpenSsl Library { get; }

    /// <summary>The client's identity, pinned while a handshake needs it.</summary>
    internal byte[] Identity { get; }

    /// <summary>Makes a context.</summary>
    /// <param name="settings">What both ends agree on.</param>
    /// <param name="fault">Why there is none; empty otherwise.</param>
    public static TlsContext? Create(TlsSettings settings, out string fault)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!OpenSsl.TryLoad(out var library))
        {
            fault = "TLS needs OpenSSL 3 (libssl.so.3), which this machine does not have";
            return null;
        }

        var made = library.SSL_CTX_new(settings.FindKey is null ? library.TLS_client_method() : library.TLS_server_method());
        if (made is null)
        {
            fault = $"Cannot make a TLS context: {library.TakeError()}";
            return null;
        }

        var context = new TlsContext(library, made, settings);
        if (context.SetUp() is not { } complaint)
        {
            fault = "";
            return context;
        }

        fault = complaint;
        context.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (context is not null) Library.SSL_CTX_free(context);
        context = null;
    }

    internal void* NewSession() => context is null ? null : Library.SSL_new(context);

    private string? SetUp()
    {
        var l = Library;
        if (l.SSL_CTX_ctrl(context, OpenSsl.SSL_CTRL_SET_MIN_PROTO_VERSION, OpenSsl.TLS1_3_VERSION, null) != 1
            || l.SSL_CTX_ctrl(context, OpenSsl.SSL_CTRL_SET_MAX_PROTO_VERSION, OpenSsl.TLS1_3_VERSION, null) != 1)
            return $"TLS 1.3 is not to be had: {l.TakeError()}";
        _ = l.SSL_CTX_set_options(
            context,
            OpenSsl.SSL_OP_NO_TICKET | OpenSsl.SSL_OP_NO_COMPRESSION | OpenSsl.SSL_OP_NO_RENEGOTIATION | OpenSsl.SSL_OP_CIPHER_SERVER_PREFERENCE);
        _ = l.SSL_CTX_set_num_tickets(context, 0);
        _ = l.SSL_CTX_set_max_early_data(context, 0);
        _ = l.SSL_CTX_ctrl(context, OpenSsl.SSL_CTRL_SET_SESS_CACHE_MODE, 0, null);
        _ = l.SSL_CTX_ctrl(context, OpenSsl.SSL_CTRL_MODE, OpenSsl.SSL_MODE_ENABLE_PARTIAL_WRITE | OpenSsl.SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER, null);
        if (IsServer) l.SSL_CTX_set_psk_find_session_callback(context, &FindSession);
        else l.SSL_CTX_set_psk_use_session_callback(context, &UseSession);

        // A client trusts no certificate at all: only who knows the key gets through.
        if (!IsServer) l.SSL_CTX_set_verify(context, OpenSsl.SSL_VERIFY_PEER, null);
        return SetCiphers() ?? SetGroups();
    }

    private string? SetCiphers()
    {
        var wanted = Settings.CipherSuites ?? (Settings.Profile == "system" ? null : Ciphers);
        if (wanted is null) return null;
        fixed (byte* text = Encoding.ASCII.GetBytes(wanted + '\0'))
            return Library.SSL_CTX_set_ciphersuites(context, text) == 1 ? null : $"tls_cipher_suites {wanted} are not to be had: {Library.TakeError()}";
    }

    private string? SetGroups()
    {
        var wanted = Settings.KeyExchange ?? Settings.Profile switch { "system" => null, "pqc" => PqcGroups, _ => CompatibleGroups };
        if (wanted is null || TrySetGroups(wanted)) return null;
        var complaint = Library.TakeError();
        if (Settings.KeyExchange is null && !Settings.IsPqc && TrySetGroups(PlainGroups))
        {
            Warning = "This OpenSSL has no X25519MLKEM768: TLS keys are exchanged with X25519 alone";
            return null;
        }

        return $"tls_key_exchange {wanted} is not to be had: {complaint}";
    }

    private bool TrySetGroups(string names)
    {
        fixed (byte* text = Encoding.ASCII.GetBytes(names + '\0'))
            return Library.SSL_CTX_ctrl(context, OpenSsl.SSL_CTRL_SET_GROUPS_LIST, 0, text) == 1;
    }

    /// <summary>The server's side: a client has said who it is.</summary>
    /// <returns>1; without a session the handshake fails, as there is no certificate either.</returns>
    [UnmanagedCallersOnly]
    private static int FindSession(void* ssl, byte* identity, nuint length, void** session)
    {
        *session = null;
        var owner = TlsSession.OwnerOf(ssl);
        if (owner is null || length is 0 or > 255) return 1;
        var name = Encoding.Latin1.GetString(identity, (int)length);
        if (!TlsSettings.IsIdentity(name)) return 1;
        owner.Identity = name;
        if (owner.Context.Settings.FindKey?.Invoke(name) is { } key) *session = owner.Context.MakeSession(ssl, key);
        return 1;
    }

    /// <summary>The client's side: says who it is.</summary>
    [UnmanagedCallersOnly]
    private static int UseSession(void* ssl, void* digest, byte** identity, nuint* length, void** session)
    {
        *session = null;
        var owner = TlsSession.OwnerOf(ssl);
        if (owner is null) return 0;
        *identity = owner.IdentityBytes;
        *length = (nuint)owner.Context.Identity.Length;
        *session = owner.Context.MakeSession(ssl, owner.Context.Settings.Key);
        return *session is null ? 0 : 1;
    }

    /// <summary>A session that stands for the key; its cipher's digest, SHA-256, binds the handshake to it.</summary>
    private void* MakeSession(void* ssl, byte[] key)
    {
        var made = Library.SSL_SESSION_new();
        if (made is null) return null;
        byte* number = stackalloc byte[] { 0x13, 0x01 }; // TLS_AES_128_GCM_SHA256
        var cipher = Library.SSL_CIPHER_find(ssl, number);
        fixed (byte* bytes = key)
        {
            if (cipher is not null && Library.SSL_SESSION_set1_master_key(made, bytes, (nuint)key.Length) == 1
                && Library.SSL_SESSION_set_cipher(made, cipher) == 1 && Library.SSL_SESSION_set_protocol_version(made, OpenSsl.TLS1_3_VERSION) == 1)
                return made;
        }

        Library.SSL_SESSION_free(made);
        return null;
    }
}
