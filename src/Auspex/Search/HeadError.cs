namespace Auspex.Search;

/// <summary>Why a line of a log is no record.</summary>
internal enum HeadError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>No <c>type=</c>, or nothing like a stamp behind it. The tools pass over such a line in silence; we count it.</summary>
    NoStructure,

    /// <summary>A stamp whose numbers are none, or out of bounds. The tools say so for each.</summary>
    BadStamp,
}
