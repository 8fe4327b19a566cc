namespace Auspex.Kernel.Apply;

/// <summary>How an attempt to load rules ended.</summary>
internal enum ApplyResult
{
    /// <summary>The kernel held what was wanted already: nothing was sent.</summary>
    Unchanged,

    /// <summary>The kernel holds what is wanted; its listing says so.</summary>
    Applied,

    /// <summary>Nothing was sent: the kernel is locked until the next boot.</summary>
    Locked,

    /// <summary>The kernel holds what it held before; its listing says so.</summary>
    PutBack,

    /// <summary>The kernel holds neither: what could not be put back is told.</summary>
    Broken,
}
