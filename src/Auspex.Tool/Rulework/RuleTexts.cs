using Auspex.Linux.Control;

namespace Auspex.Tool.Rulework;

/// <summary>Reads the rule files of one run, together no more than so many bytes. Devices, pipes and the like are refused unread.</summary>
internal sealed class RuleTexts
{
    private readonly int maxBytes;
    private readonly bool isLoaded;
    private int room;

    /// <summary>A reader that has read nothing.</summary>
    /// <param name="maxBytes">How many bytes it reads.</param>
    /// <param name="isLoaded">True where the rules go to the kernel: a file that everybody may write is refused then.</param>
    internal RuleTexts(int maxBytes, bool isLoaded)
    {
        this.maxBytes = maxBytes;
        this.isLoaded = isLoaded;
        room = maxBytes;
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="IOException">It is none, cannot be read, or is too large; the message names it.</exception>
    internal byte[] Read(string path)
    {
        var state = RuleFileSource.Read(path, out var text, out var reason, room, isLoaded);
        room -= text.Length;
        return state switch
        {
            RuleFileState.Read => text,
            RuleFileState.WorldWritable => throw new IOException($"{path} may be written by everybody: it is not trusted"),
            RuleFileState.NotRegular => throw new IOException($"{path} is not a regular file"),
            RuleFileState.TooLarge => throw new IOException($"{path}: no more than {maxBytes} bytes of rules are read"),
            RuleFileState.Missing => throw new FileNotFoundException($"{path}: {reason}"),
            _ => throw new IOException($"{path}: {reason}"),
        };
    }
}
