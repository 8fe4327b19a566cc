namespace Auspex.Kernel;

/// <summary>The kernel refused something, or did not answer.</summary>
public sealed class KernelException : IOException
{
    /// <summary>A refusal.</summary>
    /// <param name="operation">What was tried, as words that follow "Cannot": <c>add an audit rule</c>.</param>
    /// <param name="errno">The error number, as in errno(3).</param>
    /// <param name="reason">The system's own text for it.</param>
    public KernelException(string operation, int errno, string reason)
        : base($"Cannot {operation}: {reason} (errno {errno}).")
    {
        Operation = operation;
        Errno = errno;
    }

    /// <summary>What was tried.</summary>
    public string Operation { get; }

    /// <summary>The error number, as in errno(3).</summary>
    public int Errno { get; }
}
