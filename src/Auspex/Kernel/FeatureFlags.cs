namespace Auspex.Kernel;

/// <summary>Features that can be switched. Source: linux/audit.h, AUDIT_FEATURE_*.</summary>
[Flags]
internal enum FeatureFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>AUDIT_FEATURE_ONLY_UNSET_LOGINUID: a login uid may be set only while it is unset.</summary>
    OnlyUnsetLoginUid = 1,

    /// <summary>AUDIT_FEATURE_LOGINUID_IMMUTABLE: a login uid once set stays, for root too.</summary>
    LoginUidImmutable = 2,
}
