namespace Auspex.Tests.Support;

/// <summary>Tests that measure the whole process's memory: others beside them would be measured too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    internal const string Name = "memory";
}
