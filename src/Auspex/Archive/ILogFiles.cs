namespace Auspex.Archive;

/// <summary>The file system as far as logs need it. Answers are errno's words where something is refused; nothing throws.</summary>
internal interface ILogFiles
{
    /// <summary>What <paramref name="path"/> leads to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="reason">Why it is missing, in the words of strerror(3); otherwise empty.</param>
    LogPathKind Inspect(string path, out string reason);

    /// <summary>Opens a log, compressed or not. It stays the same file when it is renamed afterwards.</summary>
    /// <param name="path">The path.</param>
    /// <param name="reason">Why not, in the words of strerror(3); otherwise empty.</param>
    LogSource? TryOpen(string path, out string reason);

    /// <summary>The names of the files in a directory, in no order; none where it cannot be read.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>The standard input as a log.</summary>
    LogSource OpenStandardInput();

    /// <summary>Reads a small file, as a configuration is.</summary>
    /// <param name="path">The path.</param>
    /// <param name="maxBytes">What is longer is cut.</param>
    /// <param name="isMissing">True when there is no such file.</param>
    /// <param name="reason">Why there is no content, in the words of strerror(3); otherwise empty.</param>
    byte[]? TryReadAll(string path, int maxBytes, out bool isMissing, out string reason);
}
