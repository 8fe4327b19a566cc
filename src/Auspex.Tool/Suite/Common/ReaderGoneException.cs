namespace Auspex.Tool.Suite.Common;

/// <summary>Nobody reads standard output any more: the time to end, in silence.</summary>
internal sealed class ReaderGoneException : IOException
{
    /// <summary>What a shell shows of a program that SIGPIPE ended.</summary>
    internal const int ExitCode = 128 + 13;
}
