namespace Auspex.Search.Extraction;

/// <summary>What is known while one record is read.</summary>
internal struct RecordState
{
    /// <summary>What is particular about the record's type.</summary>
    public RecordTraits Traits;

    /// <summary>What earlier records told.</summary>
    public FactSet Before;

    /// <summary>What this one told.</summary>
    public FactSet Taken;

    /// <summary>How many <c>uid=</c> this one has so far.</summary>
    public int Uids;

    /// <summary>Its <c>hostname=</c> was <c>?</c>, or it has none: <c>addr=</c> stands in for it.</summary>
    public bool HostIsOpen;

    /// <summary>The file it names.</summary>
    public FileRange File;

    /// <summary>True when it names one.</summary>
    public bool HasFile;

    /// <summary>The decision it tells.</summary>
    public AvcRange Avc;
}
