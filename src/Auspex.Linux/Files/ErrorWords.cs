using Auspex.Kernel;

namespace Auspex.Linux.Files;

/// <summary>The words of strerror(3) in the C locale.</summary>
internal static class ErrorWords
{
    /// <summary>The words for <paramref name="errno"/>.</summary>
    public static string Of(int errno) => FailureWords.Of(errno);
}
