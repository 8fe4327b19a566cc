namespace Auspex.Search.Extraction;

/// <summary>One decision of an access policy. It owns nothing: valid until the next <see cref="EventFacts.Read"/>.</summary>
/// <remarks>SELinux: AVC and USER_AVC. AppArmor writes other fields into AVC: the profile is the subject, its class and mask stand for class and permissions.</remarks>
public readonly ref struct AvcFact
{
    /// <summary>True for <c>denied</c>, or AppArmor's DENIED.</summary>
    public bool IsDenied { get; internal init; }

    /// <summary>True when the record says whether it was granted.</summary>
    public bool HasVerdict { get; internal init; }

    /// <summary>The class of the object, such as <c>file</c>.</summary>
    public ReadOnlySpan<byte> Class { get; internal init; }

    /// <summary>The permissions, separated by spaces: <c>read write</c>.</summary>
    public ReadOnlySpan<byte> Permissions { get; internal init; }

    /// <summary>The label of who acted: <c>scontext=</c>.</summary>
    public ReadOnlySpan<byte> Subject { get; internal init; }

    /// <summary>The label of what was acted on: <c>tcontext=</c>.</summary>
    public ReadOnlySpan<byte> Object { get; internal init; }
}
