using Auspex.Linux.Files;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Reads and writes the file of a checkpoint.</summary>
internal static class CheckpointFile
{
    private const int WriteFailure = 11;

    /// <summary>Reads it.</summary>
    /// <returns>Null when there is none: this is the first search.</returns>
    /// <exception cref="SuiteFailure">It cannot be read, or is no checkpoint.</exception>
    internal static Checkpoint? Read(string path, SuiteHost host)
    {
        var text = host.Files.TryReadAll(path, CheckpointText.MaxBytes, out var isMissing, out var reason);
        if (text is not null) return CheckpointText.Parse(text, path);
        return isMissing ? null : throw new SuiteFailure($"Cannot open checkpoint file - {path}: {reason}", CheckpointText.ReadFailure);
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="SuiteFailure">It cannot be written.</exception>
    internal static void Write(string path, Checkpoint checkpoint)
    {
        if (StateFile.TryWrite(path, CheckpointText.Write(checkpoint)) is { } reason)
        {
            throw new SuiteFailure($"Cannot open checkpoint file - {path}: {reason}", WriteFailure);
        }
    }
}
