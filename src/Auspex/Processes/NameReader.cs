using Auspex.Records;

namespace Auspex.Processes;

/// <summary>Reads the names of users that auditd's ENRICHED format appended to a record.</summary>
/// <remarks><c>AUID="alice" UID="root" … EUID="unknown(4711)"</c>. Source: auditd.conf(5), log_format.</remarks>
internal sealed class NameReader(ByteInterner interner)
{
    private byte[] scratch = new byte[256];
    private CredentialNames last = new();

    /// <summary>The names in <paramref name="enrichment"/>; null where there are none.</summary>
    internal CredentialNames? Read(ReadOnlySpan<byte> enrichment)
    {
        if (enrichment.IsEmpty) return null;
        byte[]? auid = null, uid = null, euid = null;
        foreach (var field in new FieldReader(enrichment))
        {
            if (field.Name.SequenceEqual("AUID"u8)) auid ??= Name(field.Value);
            else if (field.Name.SequenceEqual("UID"u8)) uid ??= Name(field.Value);
            else if (field.Name.SequenceEqual("EUID"u8)) euid ??= Name(field.Value);
        }

        // The same few users come again and again.
        if (!ReferenceEquals(last.Auid, auid) || !ReferenceEquals(last.Uid, uid) || !ReferenceEquals(last.Euid, euid))
            last = new CredentialNames { Auid = auid, Uid = uid, Euid = euid };
        return last;
    }

    private byte[] Name(ReadOnlySpan<byte> value)
    {
        if (value.Length > scratch.Length) scratch = new byte[value.Length];
        var name = FieldValue.UntrustedText(value, scratch);
        return name.StartsWith("unknown("u8) ? [] : interner.Get(name);
    }
}
