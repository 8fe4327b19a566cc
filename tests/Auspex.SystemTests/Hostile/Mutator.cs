using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Hostile;

/// <summary>Makes lines that are nearly records out of lines that are, the same ones from the same seed.</summary>
internal sealed class Mutator
{
    private const int LongLineEvery = 100_000;
    private const int LongLineBytes = 1 << 20;

    private static readonly byte[] Special = [0, 1, 9, 13, 27, 29, 32, 34, 39, 40, 41, 44, 58, 61, 92, 127, 128, 255];
    private static readonly string[] Words = ["=", "==", "msg='", "type=", "node=", " a0=", "audit(", "):", "4294967296", "-1", "18446744073709551616", "(null)", "\u001d", "key=", "saddr=", "saddr=02", "data=", "proctitle=", "a1[0]=", "a1_len=99999999999", "argc=2147483647"];

    private readonly Random random;
    private readonly IReadOnlyList<byte[]> lines;

    private Mutator(int seed, IReadOnlyList<byte[]> lines) => (random, this.lines) = (new Random(seed), lines);

    /// <summary>Writes <paramref name="count"/> mutated lines of the logs in ../shared. Skips the test where they are missing.</summary>
    public static void Write(string path, int count, int seed)
    {
        var mutator = new Mutator(seed, ReadLines());
        using var file = File.Create(path);
        for (var i = 0; i < count; i++)
        {
            file.Write(i % LongLineEvery == LongLineEvery - 1 ? mutator.LongLine() : mutator.Line());
            file.WriteByte((byte)'\n');
        }
    }

    private static List<byte[]> ReadLines()
    {
        string[] folders = ["../shared/data/logs", "../shared/data/golden/logs"];
        var files = folders.Select(f => Path.GetFullPath(Repository.PathOf(f))).Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.log"));
        var lines = files.Order(StringComparer.Ordinal).SelectMany(f => Encoding.Latin1.GetString(File.ReadAllBytes(f)).Split('\n'))
            .Where(l => l.Length > 0).Select(Encoding.Latin1.GetBytes).ToList();
        if (lines.Count == 0) Assert.Skip("no logs in ../shared/data");
        return lines;
    }

    private byte[] Line()
    {
        var line = lines[random.Next(lines.Count)];
        for (var changes = 1 + random.Next(4); changes > 0; changes--) line = Change(line);
        line.AsSpan().Replace((byte)'\n', (byte)'\v');
        return line;
    }

    private byte[] LongLine()
    {
        var line = new byte[LongLineBytes + random.Next(4096) - 2048];
        var pattern = Line();
        for (var at = 0; pattern.Length > 0 && at < line.Length; at += pattern.Length) pattern.AsSpan(0, Math.Min(pattern.Length, line.Length - at)).CopyTo(line.AsSpan(at));
        return line;
    }

    private byte[] Change(byte[] line)
    {
        if (line.Length == 0) return Encoding.Latin1.GetBytes(Words[random.Next(Words.Length)]);
        var (at, other) = (random.Next(line.Length), random.Next(line.Length));
        var (from, to) = (Math.Min(at, other), Math.Max(at, other));
        return random.Next(9) switch
        {
            0 => With(line, at, (byte)(line[at] ^ (1 << random.Next(8)))),
            1 => With(line, at, Special[random.Next(Special.Length)]),
            2 => line[..at],
            3 => [.. line[..from], .. line[to..]],
            4 => [.. line[..to], .. line[from..]],
            5 => [.. line[..at], .. Tail(lines[random.Next(lines.Count)])],
            6 => [.. line[..at], .. Encoding.Latin1.GetBytes(Words[random.Next(Words.Length)]), .. line[at..]],
            7 => [.. line[..at], .. Enumerable.Repeat(line[at], 1 + random.Next(300)), .. line[at..]],
            _ => With(line, at, (byte)('0' + random.Next(10))),
        };
    }

    private byte[] Tail(byte[] line) => line[random.Next(line.Length)..];

    private static byte[] With(byte[] line, int at, byte value)
    {
        byte[] changed = [.. line];
        changed[at] = value;
        return changed;
    }
}
