using System.Globalization;
using System.Text;

namespace Auspex.Tests.Support;

/// <summary>One scenario in a file: its story in comments on top, then the bytes of a log.</summary>
/// <remarks>
/// Lines that begin with "#" are the story. In the others <c>\xHH</c> is the byte HH, and a backslash at the end of a line takes
/// its LF away, so that the next line goes on in the same one.
/// </remarks>
internal static class Story
{
    /// <summary>The bytes of the log in the story file at <paramref name="path"/>.</summary>
    public static byte[] ReadLog(string path)
    {
        var bytes = new List<byte>();
        foreach (var line in File.ReadAllLines(path).SkipWhile(l => l.StartsWith('#')))
        {
            var goesOn = line.EndsWith('\\');
            AddUnescaped(goesOn ? line[..^1] : line, bytes);
            if (!goesOn) bytes.Add((byte)'\n');
        }

        return [.. bytes];
    }

    private static void AddUnescaped(string line, List<byte> bytes)
    {
        for (int from = 0, next; from < line.Length; from = next)
        {
            next = line.IndexOf(@"\x", from, StringComparison.Ordinal);
            if (next < 0) next = line.Length;
            bytes.AddRange(Encoding.UTF8.GetBytes(line[from..next]));
            if (next == line.Length) break;
            bytes.Add(byte.Parse(line.AsSpan(next + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            next += 4;
        }
    }
}
