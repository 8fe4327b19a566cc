namespace Auspex.Linux.Control;

/// <summary>Puts a made rule file in its place: readable by root and its group, never seen half written.</summary>
internal static class RuleFileTarget
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>
    /// Keeps what <paramref name="path"/> held as <c>.prev</c> and puts <paramref name="bytes"/> there in one step.
    /// </summary>
    /// <exception cref="IOException">A file could not be written; the former one is still in its place.</exception>
    public static void Install(string path, ReadOnlySpan<byte> bytes)
    {
        if (RuleFileSource.Read(path, out var former, out _, isLoaded: false) == RuleFileState.Read) Write(path + ".prev", former);
        var fresh = path + ".new"; // in the same directory, so that the move is one step
        Write(fresh, bytes);
        File.Move(fresh, path, overwrite: true);
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mode };
        using var file = new FileStream(path, options);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }
}
