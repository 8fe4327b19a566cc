using System.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.CommandLine;

/// <summary>Standard output of the commands. The runtime's console is not used: it writes to terminals of its own accord.</summary>
internal static class StandardOutput
{
    /// <summary>A stream to it that gathers, and writes what is left when it is disposed.</summary>
    /// <remarks>Throws <see cref="ReaderGoneException"/> when nobody reads any more.</remarks>
    internal static Stream Open() => new FdStream(1);

    /// <summary>Writes <paramref name="text"/> as it stands.</summary>
    internal static void Write(string text)
    {
        using var output = Open();
        output.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes <paramref name="line"/> and a line end.</summary>
    internal static void WriteLine(string line) => Write(line + "\n");
}
