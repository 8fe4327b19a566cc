using Auspex.Normalization;
using Auspex.Tables;

namespace Auspex.Outputs.SearchFormats;

/// <summary>Which category and type of the Elastic Common Schema an event has. Source: ECS 8.11, categorisation fields.</summary>
internal static class EcsWords
{
    /// <summary>The words, each in quotes, several parted by commas; empty where ECS has none.</summary>
    internal readonly ref struct Kind(ReadOnlySpan<byte> category, ReadOnlySpan<byte> type)
    {
        public ReadOnlySpan<byte> Category { get; } = category;

        public ReadOnlySpan<byte> Type { get; } = type;
    }

    /// <summary>True for what has a path.</summary>
    public static bool IsFile(ObjectKind kind) => kind is ObjectKind.File or ObjectKind.Directory or ObjectKind.SymbolicLink
        or ObjectKind.Fifo or ObjectKind.BlockDevice or ObjectKind.CharacterDevice;

    /// <summary>True for events whose <c>id=</c> is an account that changes; elsewhere it is who acts.</summary>
    public static bool IsAbout(EventKind kind, RecordType type) => kind == EventKind.UserAccount || type == RecordType.UserChauthtok;

    /// <summary>True for records about a group, not an account.</summary>
    public static bool IsGroup(RecordType type) => type is RecordType.AddGroup or RecordType.DelGroup or RecordType.GrpMgmt;

    /// <summary>The kind of the event that <paramref name="normalizer"/> holds.</summary>
    public static Kind Of(EventNormalizer normalizer, RecordType main, bool isLandlock, bool isNormal)
    {
        if (isLandlock || normalizer.Kind == EventKind.MacDecision) return new("\"intrusion_detection\""u8, DecisionType(normalizer.Result));
        if (normalizer.Kind == EventKind.UserLogin) return Login(main);
        if (normalizer.Kind == EventKind.GroupChange) return new("\"iam\""u8, "\"group\",\"change\""u8);
        if (normalizer.Kind == EventKind.UserAccount) return new("\"iam\""u8, AccountType(main));
        if (normalizer.Kind is EventKind.Configuration or EventKind.Mac) return new("\"configuration\""u8, "\"change\""u8);
        if (normalizer.Kind == EventKind.SystemServices) return Service(main);
        if (normalizer.Kind == EventKind.AuditDaemon) return new("\"host\""u8, "\"info\""u8);
        if (normalizer.Kind is EventKind.Anomaly or EventKind.AvDecision) return new("\"intrusion_detection\""u8, "\"info\""u8);
        if (!isNormal) return default;
        var action = normalizer.Action;
        if (action.SequenceEqual("executed"u8)) return new("\"process\""u8, "\"start\""u8);
        if (action.StartsWith("connected"u8) || action.StartsWith("accepted"u8)) return new("\"network\""u8, "\"connection\",\"start\""u8);
        if (normalizer.ObjectKind == ObjectKind.Socket) return new("\"network\""u8, "\"info\""u8);
        if (IsFile(normalizer.ObjectKind)) return new("\"file\""u8, FileType(action));
        if (action.StartsWith("killed"u8) || action.StartsWith("ended"u8)) return new("\"process\""u8, "\"end\""u8);
        return normalizer.ObjectKind is ObjectKind.Process or ObjectKind.ProcessGroup or ObjectKind.Memory ? new("\"process\""u8, "\"info\""u8) : default;
    }

    private static ReadOnlySpan<byte> DecisionType(EventResult result) => result switch
    {
        EventResult.Failed => "\"info\",\"denied\""u8,
        EventResult.Success => "\"info\",\"allowed\""u8,
        _ => "\"info\""u8,
    };

    private static ReadOnlySpan<byte> AccountType(RecordType main) => main switch
    {
        RecordType.AddUser => "\"user\",\"creation\""u8,
        RecordType.DelUser => "\"user\",\"deletion\""u8,
        RecordType.AddGroup => "\"group\",\"creation\""u8,
        RecordType.DelGroup => "\"group\",\"deletion\""u8,
        RecordType.GrpMgmt => "\"group\",\"change\""u8,
        _ => "\"user\",\"change\""u8,
    };

    private static Kind Login(RecordType main) => main switch
    {
        RecordType.UserStart or RecordType.UserLogin => new("\"authentication\",\"session\""u8, "\"start\""u8),
        RecordType.UserEnd or RecordType.UserLogout => new("\"authentication\",\"session\""u8, "\"end\""u8),
        _ => new("\"authentication\""u8, "\"info\""u8),
    };

    private static Kind Service(RecordType main) => main switch
    {
        RecordType.ServiceStart => new("\"process\""u8, "\"start\""u8),
        RecordType.ServiceStop => new("\"process\""u8, "\"end\""u8),
        _ => new("\"host\""u8, "\"info\""u8),
    };

    private static ReadOnlySpan<byte> FileType(ReadOnlySpan<byte> action) =>
        action.StartsWith("deleted"u8) || action.StartsWith("unlinked"u8) ? "\"deletion\""u8
        : action.StartsWith("created"u8) || action.StartsWith("made"u8) || action.StartsWith("symlinked"u8) ? "\"creation\""u8
        : action.StartsWith("opened"u8) || action.StartsWith("checked"u8) || action.StartsWith("accessed"u8) ? "\"access\""u8
        : "\"change\""u8;
}
