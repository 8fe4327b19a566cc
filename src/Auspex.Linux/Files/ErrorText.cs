using System.Text;
using Auspex.Tables;

namespace Auspex.Linux.Files;

/// <summary>The words of strerror(3) in the C locale.</summary>
internal static class ErrorText
{
    /// <summary>The words for <paramref name="errno"/>.</summary>
    internal static string Of(int errno) =>
        ErrnoMessages.Table.TryGetName((uint)errno, out var text) ? Encoding.ASCII.GetString(text) : $"Unknown error {errno}";
}
