using Auspex.Tables;

namespace Auspex.Rules.Commands;

internal sealed partial class RuleDraft
{
    private const uint AddressFamilyLimit = 46; // AF_MAX, linux/socket.h 6.18

    /// <summary>The value of a field that is compared with a number.</summary>
    private bool TryReadValue(RuleField field, RuleWord name, RuleWord value, out uint number)
    {
        number = uint.MaxValue;
        if (IsUser(field)) return TryReadAccount(value, isGroup: false, out number);
        if (IsGroup(field)) return TryReadAccount(value, isGroup: true, out number);
        switch (field)
        {
            case RuleField.SessionId when value.Span.SequenceEqual("unset"u8):
                return true;
            case RuleField.Exit when !RuleNumber.StartsNumber(value.Span) && !RuleNumber.StartsNegative(value.Span):
                return TryReadErrno(name, value, out number);
            case RuleField.MsgType when !RuleNumber.StartsNumber(value.Span):
                return TryReadRecordType(name, value, out number);
            case RuleField.FileType when !RuleNumber.StartsNumber(value.Span):
                return TryReadName(RuleFileTypes.Table, value, $"-F unknown file type -  {name}", out number);
            case RuleField.FsType when !RuleNumber.StartsNumber(value.Span):
                var complaint = $"file system type is unknown for field: {name}";
                return TryReadName(RuleFilesystems.Table, value, complaint, out number);
        }

        var mayBeNegative = field is RuleField.Exit or RuleField.SessionId or (>= RuleField.A0 and <= RuleField.A3);
        if (!RuleNumber.StartsNumber(value.Span) && !(mayBeNegative && RuleNumber.StartsNegative(value.Span)))
            return steps.Fail(RuleFault.NotNumber, value.Place, $"-F value should be number for {name}");
        number = ReadNumber(value);
        return field != RuleField.SaddrFam || number < AddressFamilyLimit || steps.Fail(
            RuleFault.ValueTooBig,
            value.Place,
            $"value is too large for field: {name}",
            $"below {AddressFamilyLimit}; 2 is IPv4, 10 is IPv6");
    }

    private static bool IsUser(RuleField field) =>
        field is (>= RuleField.Uid and <= RuleField.Fsuid) or RuleField.Auid or RuleField.ObjUid;

    private static bool IsGroup(RuleField field) =>
        field is (>= RuleField.Gid and <= RuleField.Fsgid) or RuleField.ObjGid;

    private bool TryReadAccount(RuleWord value, bool isGroup, out uint id)
    {
        id = uint.MaxValue;
        if (RuleNumber.StartsNumber(value.Span) || (!isGroup && RuleNumber.StartsNegative(value.Span)))
        {
            id = ReadNumber(value);
            return true;
        }

        if (!isGroup && value.Span.SequenceEqual("unset"u8)) return true;
        if (isGroup ? host.TryFindGroup(value.Span, out id) : host.TryFindUser(value.Span, out id)) return true;
        return steps.Fail(
            RuleFault.UnknownAccount,
            value.Place,
            $"Unknown {(isGroup ? "group" : "user")}: {value}",
            "a name of this machine, or a number");
    }

    private bool TryReadErrno(RuleWord name, RuleWord value, out uint number)
    {
        var negative = value.Span[0] == (byte)'-';
        if (Errno.Table.TryGetValue(value.Span[(negative ? 1 : 0)..], out number))
        {
            if (negative) number = 0 - number;
            return true;
        }

        return steps.Fail(
            RuleFault.UnknownName,
            value.Place,
            $"-F unknown errno - {name}",
            NameAdvice.Of(value.Span.TrimStart((byte)'-'), Errno.Table));
    }

    private bool TryReadRecordType(RuleWord name, RuleWord value, out uint number)
    {
        var known = RecordTypes.TryParse(value.Span, out var type);
        number = (uint)type;
        return known || steps.Fail(
            RuleFault.UnknownName,
            value.Place,
            $"-F unknown message type - {name}",
            NameAdvice.Of(value.Span, RecordTypes.Rows));
    }

    private bool TryReadName(NameTable names, RuleWord value, string complaint, out uint number) =>
        names.TryGetValue(value.Span, out number)
        || steps.Fail(RuleFault.UnknownName, value.Place, complaint, NameAdvice.Of(value.Span, names));

    /// <summary>A number as auditctl reads it; what it leaves out is told.</summary>
    private uint ReadNumber(RuleWord value)
    {
        if (!RuleNumber.Read(value.Span, out var number))
        {
            steps.Warn(
                RuleFault.NumberCut,
                value.Place,
                $"Warning - {value} is read as {number}",
                "a number of at most 32 bits, and nothing behind it");
        }

        return number;
    }
}
