namespace Auspex.Search.Extraction;

/// <summary>A file that an event names. It owns nothing: valid until the next <see cref="EventFacts.Read"/>.</summary>
public readonly ref struct FileFact
{
    internal FileFact(ReadOnlySpan<byte> name, ReadOnlySpan<byte> nameType)
    {
        Name = name;
        NameType = nameType;
    }

    /// <summary>
    /// Its name, decoded. One that begins with <c>./</c> or <c>../</c> stands behind the working directory where that is known; another
    /// relative one is as it was given to the system call.
    /// </summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>What PATH's <c>nametype=</c> says, such as <c>PARENT</c>; empty for a name that comes from another record.</summary>
    public ReadOnlySpan<byte> NameType { get; }

    /// <summary>True when the file is only the directory in which something was made, removed or renamed.</summary>
    public bool IsParent => NameType.SequenceEqual("PARENT"u8);
}
