namespace Auspex.Records;

/// <summary>AppArmor's words for what it decided: <c>apparmor="DENIED"</c>. The one table of them.</summary>
/// <remarks>Source: security/apparmor/audit.c of Linux 6.18, aa_audit_type.</remarks>
internal static class AppArmorWords
{
    /// <summary>What the value of <c>apparmor=</c> says. A HINT is a remark, and decides nothing.</summary>
    public static Verdict VerdictOf(ReadOnlySpan<byte> value)
    {
        var word = FieldValue.Unquote(value);
        if (word.SequenceEqual("DENIED"u8) || word.SequenceEqual("KILLED"u8) || word.SequenceEqual("ERROR"u8)) return Verdict.Denied;
        return word.SequenceEqual("ALLOWED"u8) || word.SequenceEqual("AUDIT"u8) || word.SequenceEqual("STATUS"u8) ? Verdict.Granted : Verdict.None;
    }
}
