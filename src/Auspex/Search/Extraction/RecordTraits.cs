namespace Auspex.Search.Extraction;

/// <summary>What is particular about reading a type of record.</summary>
[Flags]
internal enum RecordTraits
{
    None = 0,

    /// <summary>Its values come before those of records that stood earlier: the system call is the event.</summary>
    Overrides = 1 << 0,

    /// <summary>Of several <c>uid=</c> the last counts: a user-space record names whom it is about inside <c>msg='…'</c>.</summary>
    LastUid = 1 << 1,

    /// <summary>Of several <c>auid=</c> and <c>ses=</c> the last counts: old kernels wrote <c>old auid=0 new auid=500</c>.</summary>
    LastLogin = 1 << 2,

    /// <summary>It decides about an access.</summary>
    Avc = 1 << 3,

    /// <summary>Without a result it means success.</summary>
    DefaultsToSuccess = 1 << 4,

    /// <summary><c>addr=</c> has a port.</summary>
    AddressWithPort = 1 << 5,

    /// <summary><c>id=</c> is a group.</summary>
    IdIsGroup = 1 << 6,

    /// <summary><c>saddr=</c> is an address as people write it, not the bytes of a socket's.</summary>
    PlainAddress = 1 << 7,

    /// <summary>Its <c>uid=</c> has no name for a search by name, as in the tools.</summary>
    NamelessUid = 1 << 8,
}
