using System.Runtime.InteropServices;
using System.Text;

namespace Auspex.Linux.Tls;

/// <summary>TLS over one connected socket, which does not block and stays the caller's. One thread at a time.</summary>
/// <remarks>Whatever says <see cref="TlsStep.WantsRead"/> or <see cref="TlsStep.WantsWrite"/> is called again once that is so.</remarks>
internal sealed unsafe class TlsSession : IDisposable
{
    private readonly OpenSsl library;
    private GCHandle self;
    private GCHandle identity;
    private void* ssl;

    private TlsSession(TlsContext context, void* ssl)
    {
        Context = context;
        library = context.Library;
        this.ssl = ssl;
        self = GCHandle.Alloc(this);
        identity = GCHandle.Alloc(context.Identity, GCHandleType.Pinned);
    }

    /// <summary>Whose session it is.</summary>
    public TlsContext Context { get; }

    /// <summary>Who the client says it is; on the server's side empty until it has said so.</summary>
    public string Identity { get; internal set; } = "";

    /// <summary>What went wrong, or empty.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>True once the handshake is done.</summary>
    public bool IsEstablished { get; private set; }

    /// <summary><c>TLSv1.3</c>.</summary>
    public string Version => IsEstablished ? TextOf(library.SSL_get_version(ssl)) : "?";

    /// <summary>The cipher's name, such as <c>TLS_AES_128_GCM_SHA256</c>.</summary>
    public string Cipher => IsEstablished ? TextOf(library.SSL_CIPHER_get_name(library.SSL_get_current_cipher(ssl))) : "?";

    /// <summary>Bits of the cipher's key.</summary>
    public int KeyBits => IsEstablished ? library.SSL_CIPHER_get_bits(library.SSL_get_current_cipher(ssl), null) : 0;

    /// <summary>How the key was exchanged, such as <c>X25519</c>.</summary>
    public string Group =>
        IsEstablished ? TextOf(library.SSL_group_to_name(ssl, (int)library.SSL_ctrl(ssl, OpenSsl.SSL_CTRL_GET_NEGOTIATED_GROUP, 0, null))) : "?";

    /// <summary>True when bytes have been deciphered that <see cref="Read"/> has not given out: no wait for the socket then.</summary>
    public bool HasPending => ssl is not null && library.SSL_pending(ssl) > 0;

    internal byte* IdentityBytes => (byte*)identity.AddrOfPinnedObject();

    /// <summary>Begins a session; <see cref="Handshake"/> is next.</summary>
    /// <param name="context">What was agreed on.</param>
    /// <param name="descriptor">The socket.</param>
    /// <returns>Null when there is no memory.</returns>
    public static TlsSession? Open(TlsContext context, int descriptor)
    {
        ArgumentNullException.ThrowIfNull(context);
        var made = context.NewSession();
        if (made is null) return null;
        var session = new TlsSession(context, made);
        var l = session.library;
        if (l.SSL_set_fd(made, descriptor) != 1 || l.SSL_set_ex_data(made, 0, (void*)GCHandle.ToIntPtr(session.self)) != 1)
        {
            session.Dispose();
            return null;
        }

        if (context.IsServer) l.SSL_set_accept_state(made);
        else l.SSL_set_connect_state(made);
        if (!context.IsServer) session.Identity = context.Settings.Identity;
        return session;
    }

    /// <summary>Goes on with the handshake. Done only when the peer has proved that it knows the key.</summary>
    public TlsStep Handshake()
    {
        if (IsEstablished) return TlsStep.Done;
        library.ERR_clear_error();
        var result = library.SSL_do_handshake(ssl);
        if (result != 1) return StepOf(result);
        IsEstablished = true;
        if (library.SSL_session_reused(ssl) != 1) return Fail("no shared key was used");
        if (Context.Settings.IsPqc && !Group.Contains("MLKEM", StringComparison.Ordinal)) return Fail($"group {Group} is not post-quantum");
        return TlsStep.Done;
    }

    /// <summary>Reads some bytes.</summary>
    /// <param name="room">Where to; not empty.</param>
    /// <param name="count">How many.</param>
    public TlsStep Read(Span<byte> room, out int count)
    {
        library.ERR_clear_error();
        fixed (byte* start = room) count = library.SSL_read(ssl, start, room.Length);
        if (count > 0) return TlsStep.Done;
        var step = StepOf(count);
        count = 0;
        return step;
    }

    /// <summary>Writes some bytes.</summary>
    /// <param name="bytes">What; not empty.</param>
    /// <param name="count">How many were taken. Those that were not are given again.</param>
    public TlsStep Write(ReadOnlySpan<byte> bytes, out int count)
    {
        library.ERR_clear_error();
        fixed (byte* start = bytes) count = library.SSL_write(ssl, start, bytes.Length);
        if (count > 0) return TlsStep.Done;
        var step = StepOf(count);
        count = 0;
        return step;
    }

    /// <summary>Tells the peer that this is the end; does not wait for it.</summary>
    public void Close()
    {
        if (ssl is null || !IsEstablished || Fault.Length > 0) return;
        _ = library.SSL_shutdown(ssl);
        library.ERR_clear_error();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ssl is null) return;
        library.SSL_free(ssl);
        ssl = null;
        self.Free();
        identity.Free();
    }

    /// <summary>The session that OpenSSL calls back for.</summary>
    internal static TlsSession? OwnerOf(void* ssl)
    {
        var handle = OpenSsl.OwnerOf(ssl);
        return handle is null ? null : GCHandle.FromIntPtr((nint)handle).Target as TlsSession;
    }

    private TlsStep StepOf(int result)
    {
        switch (library.SSL_get_error(ssl, result))
        {
            case OpenSsl.SSL_ERROR_WANT_READ:
                return TlsStep.WantsRead;
            case OpenSsl.SSL_ERROR_WANT_WRITE:
                return TlsStep.WantsWrite;
            case OpenSsl.SSL_ERROR_ZERO_RETURN:
                return TlsStep.Closed;
            default:
                return Fail(library.TakeError());
        }
    }

    private TlsStep Fail(string why)
    {
        Fault = why;
        return TlsStep.Failed;
    }

    private static string TextOf(byte* text) =>
        text is null ? "?" : Encoding.ASCII.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
