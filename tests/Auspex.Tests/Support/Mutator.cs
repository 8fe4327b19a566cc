namespace Auspex.Tests.Support;

/// <summary>Damages text the way disks, networks and attackers do, and a little worse: always the same way for the same seed.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly byte[] Marks = [.. " ='\"\0\n\r\u0001\u001d(){}:.,\\?0F"u8];
    private static readonly string[] Snippets =
    [
        "msg='", "msg=audit(", "type=", "node=", "=\"", "=' ", "audit(1.2:3): ", "key=", " \u001dUID=", "4294967295", "18446744073709551616",
    ];

    /// <summary>Fills <paramref name="target"/> with a damaged copy of <paramref name="source"/> and returns its length.</summary>
    /// <param name="source">The text; <paramref name="target"/> has more room than it is long.</param>
    /// <param name="target">Where the copy goes.</param>
    public int Damage(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        var length = source.Length;
        for (var times = random.Next(1, 6); times > 0; times--) length = DamageOnce(target, length);
        return length;
    }

    private int DamageOnce(Span<byte> text, int length)
    {
        if (length == 0) return 0;
        var at = random.Next(length);
        switch (random.Next(7))
        {
            case 0:
                text[at] = (byte)random.Next(256);
                return length;
            case 1:
                text[at] = Marks[random.Next(Marks.Length)];
                return length;
            case 2:
                return at; // cut short
            case 3:
                text[(at + 1)..length].CopyTo(text[at..]); // one byte lost
                return length - 1;
            case 4:
                var count = Math.Min(random.Next(64), length - at); // a piece said again elsewhere
                text.Slice(at, count).CopyTo(text[random.Next(length - count + 1)..]);
                return length;
            case 5:
                text[at] ^= (byte)(1 << random.Next(8));
                return length;
            default:
                return Insert(text, length, at, Snippets[random.Next(Snippets.Length)]);
        }
    }

    private static int Insert(Span<byte> text, int length, int at, string snippet)
    {
        if (length + snippet.Length > text.Length) return length;
        text[at..length].CopyTo(text[(at + snippet.Length)..]);
        for (var i = 0; i < snippet.Length; i++) text[at + i] = (byte)snippet[i];
        return length + snippet.Length;
    }
}
