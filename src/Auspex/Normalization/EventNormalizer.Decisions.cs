using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;

namespace Auspex.Normalization;

/// <content>What mandatory access control decided: SELinux, AppArmor, and D-Bus for both.</content>
public sealed partial class EventNormalizer
{
    private void NormalizeAvc()
    {
        parts[(int)EventPart.SubjectLabel] = default;
        SetHow(KnownField.Comm);
        if (main.Has(KnownField.AppArmor))
        {
            NormalizeAppArmor();
            return;
        }

        if (Take(EventPart.Subject, main, KnownField.Scontext)) SubjectKind = SubjectKind.Unknown;
        if (hasLabels) Take(EventPart.Object, main, KnownField.Tcontext);
        SetDecision();
    }

    /// <summary>
    /// Who was it, by USER_AVC: the label that the record is about, the profile for AppArmor; where it names none, who runs the program
    /// that wrote it (docs/differences.md, user-avc).
    /// </summary>
    private void NormalizeUserAvc()
    {
        if (main.Has(KnownField.AppArmor))
        {
            parts[(int)EventPart.ActingAs] = default; // that is the bus
            NormalizeAppArmor();
            return;
        }

        _ = Take(EventPart.Subject, main, KnownField.Scontext) || Take(EventPart.Subject, main, KnownField.Auid);
        SetDecision();
    }

    /// <summary>
    /// <c>apparmor="DENIED" operation="open" profile="/usr/sbin/foo" name="/etc/x"</c>: AppArmor has decided. 4.2.2 never shows these
    /// (docs/differences.md, apparmor).
    /// </summary>
    private void NormalizeAppArmor()
    {
        if (Take(EventPart.Subject, main, KnownField.Profile) || Take(EventPart.Subject, main, KnownField.Label)) SubjectKind = SubjectKind.Unknown;
        TakeDecided(main);
        SetDecision();
    }

    /// <summary>4.2.2 takes a granted access for a failed one, and sees nothing in USER_AVC (docs/differences.md, avc-result).</summary>
    private void SetDecision()
    {
        var verdict = VerdictOf(main);
        if (verdict != Verdict.None) Result = verdict == Verdict.Denied ? EventResult.Failed : EventResult.Success;
    }

    /// <summary>
    /// What was decided during a system call, from record <paramref name="first"/> on. A call may succeed though something in it was denied
    /// (docs/differences.md, denied-call).
    /// </summary>
    private void TakeDecision(LogEvent e, int first)
    {
        for (var i = first; i >= 0; i = IndexOf(e, RecordType.Avc, i + 1))
        {
            decision.Read(e[i]);
            if (VerdictOf(decision) != Verdict.Denied || decision.Value(KnownField.Permissive).StartsWith("1"u8)) continue;
            Result = EventResult.Failed;
            if (!Has(EventPart.Object)) TakeDecided(decision);
            return;
        }
    }

    /// <summary>The file, or the object on the bus; SELinux's <c>name=</c> is only the last part of one.</summary>
    private void TakeDecided(RecordFields record)
    {
        if (!Take(EventPart.Object, record, KnownField.Path) && record.Has(KnownField.AppArmor)) Take(EventPart.Object, record, KnownField.Name);
    }

    private static Verdict VerdictOf(RecordFields record)
    {
        if (record.Has(KnownField.AppArmor)) return AppArmorWords.VerdictOf(record.Value(KnownField.AppArmor));
        var words = record.Body.IndexOf("avc:"u8);
        if (words < 0 || !FreeText.TryReadVerdict(record.Body[words..], out var isGranted, out _)) return Verdict.None;
        return isGranted ? Verdict.Granted : Verdict.Denied;
    }
}
