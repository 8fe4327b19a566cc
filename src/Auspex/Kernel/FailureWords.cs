using System.Net.Sockets;
using System.Text;
using Auspex.Tables;

namespace Auspex.Kernel;

/// <summary>Says to people why something failed, in the words of strerror(3) in the C locale.</summary>
/// <remarks>
/// The message of an exception of the runtime is not for people: in the native program it is the name of a resource, such as
/// IO_PathNotFound_Path. Its kind and its error number are what it knows.
/// </remarks>
internal static class FailureWords
{
    private const int ENOENT = 2;
    private const int EACCES = 13;
    private const int ENAMETOOLONG = 36;
    private const int MaxErrno = 4095;

    /// <summary>The words for <paramref name="errno"/>.</summary>
    public static string Of(int errno) =>
        ErrnoMessages.Table.TryGetName((uint)errno, out var text) ? Encoding.ASCII.GetString(text) : $"Unknown error {errno}";

    /// <summary>The words for <paramref name="failure"/>, without the path of the file: who opened it knows that.</summary>
    public static string Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure switch
        {
            FileNotFoundException { FileName: not null } or DirectoryNotFoundException => Of(ENOENT),
            PathTooLongException => Of(ENAMETOOLONG),
            UnauthorizedAccessException { InnerException.HResult: > 0 and <= MaxErrno } => Of(failure.InnerException!.HResult),
            UnauthorizedAccessException => Of(EACCES),
            IOException { InnerException: SocketException inner } => Of(inner),
            IOException { HResult: > 0 and <= MaxErrno } => Of(failure.HResult),
            _ => IsResourceName(failure.Message) ? Plain(failure) : failure.Message,
        };
    }

    /// <summary>The same behind the path, where the runtime tells it: for failures of files that nobody nearer has told.</summary>
    public static string WithPath(Exception failure)
    {
        var words = Of(failure);
        var path = PathIn(failure.Message);
        return words == failure.Message || path.Length == 0 ? words : $"{path}: {words}";
    }

    /// <summary>A path stands in quotes, or behind the name of the resource.</summary>
    private static string PathIn(string message)
    {
        if (IsResourceName(message)) return message.Contains(", ", StringComparison.Ordinal) ? message[(message.IndexOf(", ", StringComparison.Ordinal) + 2)..] : "";
        var (first, last) = (message.IndexOf('\'', StringComparison.Ordinal), message.LastIndexOf('\''));
        return last > first ? message[(first + 1)..last] : "";
    }

    /// <summary>True for <c>IO_FileNotFound_FileName, /x</c>: one word of letters with underlines, perhaps with arguments.</summary>
    private static bool IsResourceName(string message)
    {
        var end = message.IndexOf(',', StringComparison.Ordinal);
        var word = end < 0 ? message : message[..end];
        return word.Contains('_', StringComparison.Ordinal) && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
    }

    private static string Plain(Exception failure) => failure.GetType().Name switch
    {
        "AuthenticationException" => "the other side's certificate, or its part of TLS, was not acceptable",
        "CryptographicException" => "there is no valid key or certificate",
        "EndOfStreamException" => "it ends too early",
        "InvalidDataException" => "its data is damaged",
        var kind => $"the runtime failed ({kind})",
    };
}
