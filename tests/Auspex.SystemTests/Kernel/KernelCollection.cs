namespace Auspex.SystemTests.Kernel;

/// <summary>Tests that change the kernel's audit run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class KernelCollection
{
    public const string Name = "kernel";
}
