namespace Auspex.Records;

/// <summary>Where a line of a log ends: at a LF, or at a NUL.</summary>
/// <remarks>No record can hold NUL, while a crash of the machine can leave runs of it between two whole records.</remarks>
internal static class LineEnd
{
    /// <summary>Where the first line of <paramref name="text"/> ends; -1 where it goes on.</summary>
    public static int IndexIn(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'\n', (byte)0);

    /// <summary>Where the last line that ends in <paramref name="text"/> does; -1 where none does.</summary>
    public static int LastIndexIn(ReadOnlySpan<byte> text) => text.LastIndexOfAny((byte)'\n', (byte)0);

    /// <summary>How many bytes of <paramref name="text"/> are whole lines.</summary>
    public static int LengthOfLines(ReadOnlySpan<byte> text) => LastIndexIn(text) + 1;
}
