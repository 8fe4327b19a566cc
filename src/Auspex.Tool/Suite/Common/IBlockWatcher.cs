using Auspex.Archive;

namespace Auspex.Tool.Suite.Common;

/// <summary>Is told what is read of logs.</summary>
internal interface IBlockWatcher
{
    /// <summary>False to end the reading.</summary>
    bool GoesOn { get; }

    /// <summary>A block was read, and comes next.</summary>
    void Saw(LogSource log, LogBlock block);

    /// <summary>A pipe says nothing for the moment.</summary>
    void FellSilent();
}
