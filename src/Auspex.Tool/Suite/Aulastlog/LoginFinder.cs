using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tool.Suite.Aulastlog;

/// <summary>Finds the last login of each user that is asked for.</summary>
/// <remarks>
/// Every event with a USER_LOGIN record that says <c>res=success</c> counts (docs/differences.md, adjacent-logins); the latest by time.
/// Source: spec 1.4.
/// </remarks>
internal sealed class LoginFinder : IEventVisitor
{
    private readonly Dictionary<uint, LastLogin?> logins = [];
    private readonly ByteBuffer text = new();

    /// <summary>Looks for <paramref name="uids"/> only, so that no log can make it grow.</summary>
    internal LoginFinder(IEnumerable<uint> uids)
    {
        foreach (var uid in uids) logins[uid] = null;
    }

    /// <summary>The last login, or null when there was none.</summary>
    internal LastLogin? Of(uint uid) => logins.GetValueOrDefault(uid);

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        for (var i = 0; i < e.Count; i++)
        {
            if (e.Spots[i].Type == RecordType.UserLogin) Look(e.View(i));
        }

        return true;
    }

    private void Look(in RecordView record)
    {
        ReadOnlySpan<byte> terminal = default, host = default;
        uint? auid = null;
        var isSuccess = false;
        foreach (var field in new FieldReader(record.Body))
        {
            if (field.Name.SequenceEqual("auid"u8)) auid = FieldValue.TryParseId(field.Value, out var id) ? id : null;
            else if (field.Name.SequenceEqual("terminal"u8)) terminal = field.Value;
            else if (field.Name.SequenceEqual("hostname"u8)) host = field.Value;
            else if (field.Name.SequenceEqual("res"u8)) isSuccess = field.Value.TrimEnd("')"u8).SequenceEqual("success"u8);
        }

        if (!isSuccess || auid is not { } user || !logins.TryGetValue(user, out var known)) return;
        if (known is not null && known.Seconds > record.Stamp.Seconds) return;
        logins[user] = new LastLogin(record.Stamp.Seconds, Escaped(terminal), Escaped(host));
    }

    private byte[] Escaped(ReadOnlySpan<byte> value)
    {
        text.Clear();
        Escaping.Append(value, EscapeMode.Tty, text);
        return text.Written.ToArray();
    }
}
