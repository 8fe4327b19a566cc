using Auspex.Normalization;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>The words in which csv and text say what the normaliser found. Source: spec 2.4, 2.5.</summary>
internal static class EventWords
{
    /// <summary>What the event is about.</summary>
    public static ReadOnlySpan<byte> Of(EventKind kind) => EventKinds.Table.TryGetName((uint)kind, out var word) ? word : default;

    /// <summary>The kind of thing acted upon.</summary>
    public static ReadOnlySpan<byte> Of(ObjectKind kind) => ObjectKinds.Table.TryGetName((uint)kind, out var word) ? word : default;

    /// <summary>The kind of account that acted.</summary>
    public static ReadOnlySpan<byte> Of(SubjectKind kind) => kind switch
    {
        SubjectKind.Privileged => "privileged-acct"u8,
        SubjectKind.Unset => "unset-acct"u8,
        SubjectKind.Service => "service-acct"u8,
        SubjectKind.User => "user-acct"u8,
        SubjectKind.Unknown => "unknown-acct"u8,
        SubjectKind.System => "system"u8,
        SubjectKind.Auditd => "auditd"u8,
        _ => default,
    };

    /// <summary>What was done.</summary>
    public static ReadOnlySpan<byte> Action(EventNormalizer normalizer) => normalizer.Action.IsEmpty ? "did-unknown"u8 : normalizer.Action;

    /// <summary>Adds who did it; without anybody logged in it was the system.</summary>
    public static void AppendSubject(EventNormalizer normalizer, ByteBuffer output)
    {
        var start = output.Length;
        normalizer.Append(EventPart.Subject, output);
        if (!output.From(start).SequenceEqual("unset"u8)) return;
        output.Truncate(start);
        output.Append("system"u8);
    }
}
