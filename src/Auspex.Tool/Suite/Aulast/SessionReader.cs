using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tool.Suite.Aulast;

/// <summary>Follows logins, logouts and boots through a log, and hands out each session when it has ended.</summary>
/// <remarks>The type of an event's first record decides. Machines are told apart by node. Source: aulast(8); spec 1.3.</remarks>
internal sealed class SessionReader : IEventVisitor
{
    /// <summary>Sessions that are followed at once at most, of all machines together.</summary>
    internal const int MaxSessions = 1 << 18;

    /// <summary>Bytes of memory that they take at most.</summary>
    internal const long MaxSessionBytes = 96 << 20;

    /// <summary>Machines that are followed at most.</summary>
    internal const int MaxNodes = 1 << 14;

    private readonly AulastOptions options;
    private readonly Interpreter interpreter;
    private readonly Action<LoginSession> list;
    private readonly Action<string> tell;
    private readonly Action<ReadOnlyMemory<byte>> extract;
    private readonly int maxSessions;
    private readonly Dictionary<string, NodeSessions> nodes = new(StringComparer.Ordinal);
    private readonly ByteBuffer text = new();
    private long number;
    private int followed;
    private long followedBytes;

    /// <summary>Nothing has been read yet.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="names">Names of users, where records tell none.</param>
    /// <param name="list">Is given what is to be listed.</param>
    /// <param name="tell">Is given what <c>--debug</c> says.</param>
    /// <param name="extract">Is given the lines of records that count.</param>
    /// <param name="maxSessions">Sessions that are followed at once at most.</param>
    internal SessionReader(
        AulastOptions options,
        IUserNames names,
        Action<LoginSession> list,
        Action<string> tell,
        Action<ReadOnlyMemory<byte>> extract,
        int maxSessions = MaxSessions)
    {
        this.maxSessions = maxSessions;
        this.options = options;
        interpreter = new Interpreter(names);
        this.list = list;
        this.tell = tell;
        this.extract = extract;
    }

    /// <summary>Logins that were not followed since there were too many at once.</summary>
    internal long LeftOut { get; private set; }

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        if (e.FirstType is not (RecordType.Login or RecordType.UserLogin or RecordType.UserEnd or RecordType.SystemBoot
            or RecordType.SystemShutdown or RecordType.DaemonStart or RecordType.DaemonEnd)) return true;
        var record = e.View(0);
        if (NodeOf(record.Node) is not { } node) return true;
        if (e.FirstType != RecordType.DaemonEnd && options.Extracts) extract(e[0].Plain.ToArray());
        switch (e.FirstType)
        {
            case RecordType.Login:
                Begin(node, record);
                break;
            case RecordType.UserLogin:
                LogIn(node, record);
                break;
            case RecordType.UserEnd:
                LogOut(node, record);
                break;
            case RecordType.SystemBoot:
                Boot(node, record);
                break;
            case RecordType.SystemShutdown:
                if (node.ShutDown(record.Stamp.Seconds, record.Stamp.Serial) is { } boot) List(boot);
                break;
            case RecordType.DaemonStart:
                node.StartDaemon(record.TryGetField("kernel"u8, out var kernel) ? Escaped(kernel) : default);
                break;
            default:
                node.EndDaemon(record.Stamp.Seconds, record.Stamp.Serial);
                break;
        }

        return true;
    }

    /// <summary>Hands out what is still open.</summary>
    internal void End()
    {
        var left = new List<LoginSession>();
        foreach (var node in nodes.Values) left.AddRange(node.End());
        left.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        foreach (var session in left) List(session);
    }

    private NodeSessions? NodeOf(ReadOnlySpan<byte> name)
    {
        var lookup = nodes.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> key = stackalloc char[RecordHead.MaxBytesWithNode];
        key = key[..System.Text.Encoding.Latin1.GetChars(name, key)]; // byte for byte
        if (lookup.TryGetValue(key, out var node)) return node;
        if (nodes.Count >= MaxNodes)
        {
            LeftOut++;
            return null;
        }

        node = new NodeSessions();
        nodes.Add(new string(key), node);
        return node;
    }

    private void Begin(NodeSessions node, in RecordView record)
    {
        var login = LoginRecord.Read(record.Body);
        if (login.Pid < 0 || login.Auid == FieldValue.UnsetId || login.SessionId == FieldValue.UnsetId) return;
        if (node.TakeGone(login.SessionId, record.Stamp.Seconds) is { } gone)
        {
            Unfollow(gone);
            List(gone);
        }

        var name = NameOf(record, "auid"u8, login.Auid);
        if (options.User is { } user && !name.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(user))) return;
        if (followed >= maxSessions || followedBytes >= MaxSessionBytes)
        {
            LeftOut++;
            return;
        }

        var session = new LoginSession
        {
            Number = number++,
            Start = record.Stamp.Seconds,
            StartSerial = record.Stamp.Serial,
            Name = name,
            Auid = login.Auid,
            Pid = login.Pid,
            SessionId = login.SessionId,
        };
        node.Add(session);
        followed++;
        followedBytes += session.Footprint;
    }

    private void LogIn(NodeSessions node, in RecordView record)
    {
        var login = LoginRecord.Read(record.Body);
        if (login.IsSuccess is not true)
        {
            if (options.IsBad && login.IsSuccess is false) ListFailure(login, record);
            return;
        }

        if (node.Find(login.SessionId, login.UserId, login.Pid) is not { } session)
        {
            if (options.IsDebug) tell("Session not found or updated\n");
            return;
        }

        if (!IsTerminalWanted(login.Terminal))
        {
            node.Remove(session);
            Unfollow(session);
            return;
        }

        followedBytes -= session.Footprint;
        session.LoginSerial = record.Stamp.Serial;
        session.IsListed = true;
        session.Terminal = ShortTerminal(login.Terminal);
        session.Host = login.Host.IsEmpty ? "?"u8.ToArray() : Escaped(login.Host);
        followedBytes += session.Footprint;
        if (followedBytes <= MaxSessionBytes) return;
        node.Remove(session);
        Unfollow(session);
        LeftOut++;
    }

    private void LogOut(NodeSessions node, in RecordView record)
    {
        var end = LoginRecord.Read(record.Body);
        if (node.Find(end.SessionId, end.Auid, end.Pid) is not { } session) return;
        node.Remove(session);
        Unfollow(session);
        session.State = SessionState.LoggedOut;
        session.End = record.Stamp.Seconds;
        session.EndSerial = record.Stamp.Serial;
        List(session);
    }

    private void Boot(NodeSessions node, in RecordView record)
    {
        var ended = node.Restart(new LoginSession
        {
            Number = number++,
            Start = record.Stamp.Seconds,
            StartSerial = record.Stamp.Serial,
            Name = "reboot"u8.ToArray(),
            Terminal = "system boot"u8.ToArray(),
            Host = node.Kernel,
            IsBoot = true,
            IsListed = true,
        });
        foreach (var session in ended)
        {
            if (!session.IsBoot) Unfollow(session);
            List(session);
        }
    }

    private void Unfollow(LoginSession session)
    {
        followed--;
        followedBytes -= session.Footprint;
    }

    private void List(LoginSession session)
    {
        if (session.IsListed && !options.IsBad) list(session);
    }

    /// <summary>Lists a failed login, if it is of a user and terminal that are wanted (docs/differences.md, bad-filter).</summary>
    private void ListFailure(in LoginRecord login, in RecordView record)
    {
        var name = login.Account.IsEmpty ? NameOf(record, login.UserField, login.UserId) : Interpreted(record, "acct"u8, login.Account);
        if (options.User is { } user && !name.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(user))) return;
        if (!IsTerminalWanted(login.Terminal)) return;
        list(new LoginSession
        {
            Number = number++,
            Start = record.Stamp.Seconds,
            StartSerial = record.Stamp.Serial,
            Name = name,
            State = SessionState.Failed,
            End = record.Stamp.Seconds,
            Terminal = ShortTerminal(login.Terminal),
            Host = login.Host.IsEmpty ? "?"u8.ToArray() : Escaped(login.Host),
        });
    }

    private bool IsTerminalWanted(ReadOnlySpan<byte> terminal) =>
        options.Terminal is not { } wanted || terminal.IndexOf(System.Text.Encoding.UTF8.GetBytes(wanted)) >= 0;

    private byte[] ShortTerminal(ReadOnlySpan<byte> terminal)
    {
        if (terminal.IsEmpty) terminal = "?"u8;
        return Escaped(terminal.StartsWith("/dev/"u8) ? terminal[5..] : terminal);
    }

    private byte[] NameOf(in RecordView record, ReadOnlySpan<byte> field, uint id)
    {
        Span<byte> digits = stackalloc byte[20];
        return Interpreted(record, field.IsEmpty ? "auid"u8 : field, digits[..DecimalText.Write(id, digits)]);
    }

    private byte[] Interpreted(in RecordView record, ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        text.Clear();
        _ = interpreter.Interpret(RecordContext.From(record), field, value, text);
        return text.Written.ToArray();
    }

    private byte[] Escaped(ReadOnlySpan<byte> value)
    {
        text.Clear();
        Escaping.Append(value, EscapeMode.Tty, text);
        return text.Written.ToArray();
    }
}
