using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace Auspex.Linux.Tls;

/// <summary>The machine's OpenSSL 3, loaded when TLS is asked for: .NET's own TLS knows no keys shared beforehand.</summary>
/// <remarks>Source: openssl/ssl.h 3.0.</remarks>
internal sealed unsafe class OpenSsl
{
    internal const int SSL_CTRL_MODE = 33;
    internal const int SSL_CTRL_SET_SESS_CACHE_MODE = 44;
    internal const int SSL_CTRL_SET_GROUPS_LIST = 92;
    internal const int SSL_CTRL_SET_MIN_PROTO_VERSION = 123;
    internal const int SSL_CTRL_SET_MAX_PROTO_VERSION = 124;
    internal const int SSL_CTRL_GET_NEGOTIATED_GROUP = 134;
    internal const ulong SSL_OP_NO_TICKET = 1UL << 14;
    internal const ulong SSL_OP_NO_COMPRESSION = 1UL << 17;
    internal const ulong SSL_OP_CIPHER_SERVER_PREFERENCE = 1UL << 22;
    internal const ulong SSL_OP_NO_RENEGOTIATION = 1UL << 30;
    internal const int SSL_MODE_ENABLE_PARTIAL_WRITE = 1;
    internal const int SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER = 2;
    internal const int SSL_VERIFY_PEER = 1;
    internal const int SSL_ERROR_SSL = 1;
    internal const int SSL_ERROR_WANT_READ = 2;
    internal const int SSL_ERROR_WANT_WRITE = 3;
    internal const int SSL_ERROR_ZERO_RETURN = 6;
    internal const int TLS1_3_VERSION = 0x0304;

    internal readonly delegate* unmanaged<void*> TLS_server_method;
    internal readonly delegate* unmanaged<void*> TLS_client_method;
    internal readonly delegate* unmanaged<void*, void*> SSL_CTX_new;
    internal readonly delegate* unmanaged<void*, void> SSL_CTX_free;
    internal readonly delegate* unmanaged<void*, int, nint, void*, nint> SSL_CTX_ctrl;
    internal readonly delegate* unmanaged<void*, ulong, ulong> SSL_CTX_set_options;
    internal readonly delegate* unmanaged<void*, byte*, int> SSL_CTX_set_ciphersuites;
    internal readonly delegate* unmanaged<void*, nuint, int> SSL_CTX_set_num_tickets;
    internal readonly delegate* unmanaged<void*, uint, int> SSL_CTX_set_max_early_data;
    internal readonly delegate* unmanaged<void*, int, void*, void> SSL_CTX_set_verify;
    internal readonly delegate* unmanaged<void*, delegate* unmanaged<void*, byte*, nuint, void**, int>, void> SSL_CTX_set_psk_find_session_callback;
    internal readonly delegate* unmanaged<void*, delegate* unmanaged<void*, void*, byte**, nuint*, void**, int>, void> SSL_CTX_set_psk_use_session_callback;
    internal readonly delegate* unmanaged<void*> SSL_SESSION_new;
    internal readonly delegate* unmanaged<void*, void> SSL_SESSION_free;
    internal readonly delegate* unmanaged<void*, byte*, nuint, int> SSL_SESSION_set1_master_key;
    internal readonly delegate* unmanaged<void*, void*, int> SSL_SESSION_set_cipher;
    internal readonly delegate* unmanaged<void*, int, int> SSL_SESSION_set_protocol_version;
    internal readonly delegate* unmanaged<void*, byte*, void*> SSL_CIPHER_find;
    internal readonly delegate* unmanaged<void*, byte*> SSL_CIPHER_get_name;
    internal readonly delegate* unmanaged<void*, int*, int> SSL_CIPHER_get_bits;
    internal readonly delegate* unmanaged<void*, void*> SSL_new;
    internal readonly delegate* unmanaged<void*, void> SSL_free;
    internal readonly delegate* unmanaged<void*, int, int> SSL_set_fd;
    internal readonly delegate* unmanaged<void*, int, void*, int> SSL_set_ex_data;
    internal readonly delegate* unmanaged<void*, int, void*> SSL_get_ex_data;
    internal readonly delegate* unmanaged<void*, void> SSL_set_accept_state;
    internal readonly delegate* unmanaged<void*, void> SSL_set_connect_state;
    internal readonly delegate* unmanaged<void*, int> SSL_do_handshake;
    internal readonly delegate* unmanaged<void*, byte*, int, int> SSL_read;
    internal readonly delegate* unmanaged<void*, byte*, int, int> SSL_write;
    internal readonly delegate* unmanaged<void*, int> SSL_pending;
    internal readonly delegate* unmanaged<void*, int> SSL_shutdown;
    internal readonly delegate* unmanaged<void*, int, int> SSL_get_error;
    internal readonly delegate* unmanaged<void*, int> SSL_session_reused;
    internal readonly delegate* unmanaged<void*, byte*> SSL_get_version;
    internal readonly delegate* unmanaged<void*, void*> SSL_get_current_cipher;
    internal readonly delegate* unmanaged<void*, int, nint, void*, nint> SSL_ctrl;
    internal readonly delegate* unmanaged<void*, int, byte*> SSL_group_to_name;
    internal readonly delegate* unmanaged<nuint> ERR_get_error;
    internal readonly delegate* unmanaged<void> ERR_clear_error;
    internal readonly delegate* unmanaged<nuint, byte*, nuint, void> ERR_error_string_n;

    private static readonly Lazy<OpenSsl?> Loaded = new(Load);

    private OpenSsl(nint ssl, nint crypto)
    {
        TLS_server_method = (delegate* unmanaged<void*>)NativeLibrary.GetExport(ssl, nameof(TLS_server_method));
        TLS_client_method = (delegate* unmanaged<void*>)NativeLibrary.GetExport(ssl, nameof(TLS_client_method));
        SSL_CTX_new = (delegate* unmanaged<void*, void*>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_new));
        SSL_CTX_free = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_free));
        SSL_CTX_ctrl = (delegate* unmanaged<void*, int, nint, void*, nint>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_ctrl));
        SSL_CTX_set_options = (delegate* unmanaged<void*, ulong, ulong>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_set_options));
        SSL_CTX_set_ciphersuites = (delegate* unmanaged<void*, byte*, int>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_set_ciphersuites));
        SSL_CTX_set_num_tickets = (delegate* unmanaged<void*, nuint, int>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_set_num_tickets));
        SSL_CTX_set_max_early_data = (delegate* unmanaged<void*, uint, int>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_set_max_early_data));
        SSL_CTX_set_verify = (delegate* unmanaged<void*, int, void*, void>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_set_verify));
        SSL_CTX_set_psk_find_session_callback = (delegate* unmanaged<void*, delegate* unmanaged<void*, byte*, nuint, void**, int>, void>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_set_psk_find_session_callback));
        SSL_CTX_set_psk_use_session_callback = (delegate* unmanaged<void*, delegate* unmanaged<void*, void*, byte**, nuint*, void**, int>, void>)NativeLibrary.GetExport(ssl, nameof(SSL_CTX_set_psk_use_session_callback));
        SSL_SESSION_new = (delegate* unmanaged<void*>)NativeLibrary.GetExport(ssl, nameof(SSL_SESSION_new));
        SSL_SESSION_free = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(ssl, nameof(SSL_SESSION_free));
        SSL_SESSION_set1_master_key = (delegate* unmanaged<void*, byte*, nuint, int>)NativeLibrary.GetExport(ssl, nameof(SSL_SESSION_set1_master_key));
        SSL_SESSION_set_cipher = (delegate* unmanaged<void*, void*, int>)NativeLibrary.GetExport(ssl, nameof(SSL_SESSION_set_cipher));
        SSL_SESSION_set_protocol_version = (delegate* unmanaged<void*, int, int>)NativeLibrary.GetExport(ssl, nameof(SSL_SESSION_set_protocol_version));
        SSL_CIPHER_find = (delegate* unmanaged<void*, byte*, void*>)NativeLibrary.GetExport(ssl, nameof(SSL_CIPHER_find));
        SSL_CIPHER_get_name = (delegate* unmanaged<void*, byte*>)NativeLibrary.GetExport(ssl, nameof(SSL_CIPHER_get_name));
        SSL_CIPHER_get_bits = (delegate* unmanaged<void*, int*, int>)NativeLibrary.GetExport(ssl, nameof(SSL_CIPHER_get_bits));
        SSL_new = (delegate* unmanaged<void*, void*>)NativeLibrary.GetExport(ssl, nameof(SSL_new));
        SSL_free = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(ssl, nameof(SSL_free));
        SSL_set_fd = (delegate* unmanaged<void*, int, int>)NativeLibrary.GetExport(ssl, nameof(SSL_set_fd));
        SSL_set_ex_data = (delegate* unmanaged<void*, int, void*, int>)NativeLibrary.GetExport(ssl, nameof(SSL_set_ex_data));
        SSL_get_ex_data = (delegate* unmanaged<void*, int, void*>)NativeLibrary.GetExport(ssl, nameof(SSL_get_ex_data));
        SSL_set_accept_state = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(ssl, nameof(SSL_set_accept_state));
        SSL_set_connect_state = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(ssl, nameof(SSL_set_connect_state));
        SSL_do_handshake = (delegate* unmanaged<void*, int>)NativeLibrary.GetExport(ssl, nameof(SSL_do_handshake));
        SSL_read = (delegate* unmanaged<void*, byte*, int, int>)NativeLibrary.GetExport(ssl, nameof(SSL_read));
        SSL_write = (delegate* unmanaged<void*, byte*, int, int>)NativeLibrary.GetExport(ssl, nameof(SSL_write));
        SSL_pending = (delegate* unmanaged<void*, int>)NativeLibrary.GetExport(ssl, nameof(SSL_pending));
        SSL_shutdown = (delegate* unmanaged<void*, int>)NativeLibrary.GetExport(ssl, nameof(SSL_shutdown));
        SSL_get_error = (delegate* unmanaged<void*, int, int>)NativeLibrary.GetExport(ssl, nameof(SSL_get_error));
        SSL_session_reused = (delegate* unmanaged<void*, int>)NativeLibrary.GetExport(ssl, nameof(SSL_session_reused));
        SSL_get_version = (delegate* unmanaged<void*, byte*>)NativeLibrary.GetExport(ssl, nameof(SSL_get_version));
        SSL_get_current_cipher = (delegate* unmanaged<void*, void*>)NativeLibrary.GetExport(ssl, nameof(SSL_get_current_cipher));
        SSL_ctrl = (delegate* unmanaged<void*, int, nint, void*, nint>)NativeLibrary.GetExport(ssl, nameof(SSL_ctrl));
        SSL_group_to_name = (delegate* unmanaged<void*, int, byte*>)NativeLibrary.GetExport(ssl, nameof(SSL_group_to_name));
        ERR_get_error = (delegate* unmanaged<nuint>)NativeLibrary.GetExport(crypto, nameof(ERR_get_error));
        ERR_clear_error = (delegate* unmanaged<void>)NativeLibrary.GetExport(crypto, nameof(ERR_clear_error));
        ERR_error_string_n = (delegate* unmanaged<nuint, byte*, nuint, void>)NativeLibrary.GetExport(crypto, nameof(ERR_error_string_n));
    }

    /// <summary>Loads the library, from the system's own directories only.</summary>
    /// <returns>False when the machine has none.</returns>
    internal static bool TryLoad([NotNullWhen(true)] out OpenSsl? library)
    {
        library = Loaded.Value;
        return library is not null;
    }

    /// <summary>What belongs to a session, as SSL_set_ex_data left it at 0; also for calls from the library.</summary>
    internal static void* OwnerOf(void* ssl) => Loaded.Value is { } library ? library.SSL_get_ex_data(ssl, 0) : null;

    /// <summary>What the library last complained of, in its words; the others are forgotten.</summary>
    internal string TakeError()
    {
        var code = ERR_get_error();
        ERR_clear_error();
        if (code == 0) return "the peer went away";
        var text = stackalloc byte[256];
        ERR_error_string_n(code, text, 256);
        var words = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
        return words[(words.LastIndexOf(':') + 1)..]; // error:CODE:library:function:reason
    }

    private static OpenSsl? Load()
    {
        try
        {
            return TryLoad("libssl.so.3", out var ssl) && TryLoad("libcrypto.so.3", out var crypto) ? new OpenSsl(ssl, crypto) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // another library by that name
        }
    }

    private static bool TryLoad(string name, out nint library) =>
        NativeLibrary.TryLoad(name, typeof(OpenSsl).Assembly, DllImportSearchPath.SafeDirectories, out library);
}
