namespace Auspex.Tool.Suite.Common;

/// <summary>Nobody reads standard output any more: the time to end, in silence. No failure, so nothing that handles failures catches it.</summary>
internal sealed class ReaderGoneException : Exception
{
    /// <summary>What a shell shows of a program that SIGPIPE ended.</summary>
    internal const int ExitCode = 128 + 13;
}
