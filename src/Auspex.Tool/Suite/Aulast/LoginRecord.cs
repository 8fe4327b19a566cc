using System.Text;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Tool.Suite.Aulast;

/// <summary>The fields of a LOGIN, USER_LOGIN or USER_END record that count. It owns nothing.</summary>
/// <remarks>
/// <code>
/// LOGIN      = "pid=" … "old-auid=" … "auid=" … "old-ses=" … "ses="     or, before Linux 3.14, "old auid=" … "new auid=" …
/// USER_LOGIN = "pid=" "uid=" "auid=" "ses=" … [ "id=" / "uid=" ] [ "acct=" ] "hostname=" "addr=" "terminal=" "res="
/// </code>
/// So of LOGIN the last auid and ses count. Of USER_LOGIN the user is the uid or id after ses; the one of the process before it is not.
/// </remarks>
internal ref struct LoginRecord
{
    private bool hasSession;

    /// <summary>The process that logs a person in, or -1.</summary>
    internal int Pid { get; private set; }

    /// <summary>The last auid, or unset.</summary>
    internal uint Auid { get; private set; }

    /// <summary>The last ses, or unset.</summary>
    internal uint SessionId { get; private set; }

    /// <summary>The value that says who logs in, and the name of its field; empty when there is none.</summary>
    internal ReadOnlySpan<byte> User { get; private set; }

    /// <summary><c>uid</c> or <c>id</c>.</summary>
    internal ReadOnlySpan<byte> UserField { get; private set; }

    /// <summary>The value of <c>acct</c>, or empty.</summary>
    internal ReadOnlySpan<byte> Account { get; private set; }

    /// <summary>The value of <c>hostname</c>, where that is unknown of <c>addr</c>, or empty.</summary>
    internal ReadOnlySpan<byte> Host { get; private set; }

    /// <summary>The value of <c>terminal</c>, or empty.</summary>
    internal ReadOnlySpan<byte> Terminal { get; private set; }

    /// <summary>Whether it was done: <c>res</c>, or <c>result</c> of old programs; null when neither is there.</summary>
    internal bool? IsSuccess { get; private set; }

    /// <summary>The uid that <see cref="User"/> is; without one the auid.</summary>
    internal readonly uint UserId => FieldValue.TryParseId(User, out var id) ? id : Auid;

    /// <summary>Reads the fields of <paramref name="body"/>.</summary>
    internal static LoginRecord Read(ReadOnlySpan<byte> body)
    {
        var record = new LoginRecord { Pid = -1, Auid = FieldValue.UnsetId, SessionId = FieldValue.UnsetId };
        foreach (var field in new FieldReader(body)) record.Take(field.Name, field.Value);
        return record;
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case [(byte)'p', (byte)'i', (byte)'d'] when Pid < 0:
                if (DecimalText.TryParse(value, out int pid)) Pid = pid;
                break;
            case [(byte)'a', (byte)'u', (byte)'i', (byte)'d']:
                if (FieldValue.TryParseId(value, out var auid)) Auid = auid;
                break;
            case [(byte)'s', (byte)'e', (byte)'s']:
                hasSession = true;
                if (FieldValue.TryParseId(value, out var session)) SessionId = session;
                break;
            case [(byte)'u', (byte)'i', (byte)'d'] or [(byte)'i', (byte)'d'] when hasSession && User.IsEmpty:
                User = value;
                UserField = name;
                break;
            default:
                TakeText(name, value);
                break;
        }
    }

    private void TakeText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("acct"u8)) Account = value;
        else if (name.SequenceEqual("hostname"u8)) Host = Trim(value);
        else if (name.SequenceEqual("addr"u8) && (Host.IsEmpty || Host.SequenceEqual("?"u8))) Host = Trim(value);
        else if (name.SequenceEqual("terminal"u8)) Terminal = Trim(value);
        else if (name.SequenceEqual("res"u8) || name.SequenceEqual("result"u8)) IsSuccess = IsYes(Trim(value));
    }

    private static bool IsYes(ReadOnlySpan<byte> value) => Ascii.EqualsIgnoreCase(value, "success"u8) || value.SequenceEqual("1"u8);

    /// <summary>Old programs wrote a comma after each value, and closed a parenthesis behind the last.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.TrimEnd(",)'"u8);
}
