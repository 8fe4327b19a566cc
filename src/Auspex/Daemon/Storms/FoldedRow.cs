namespace Auspex.Daemon.Storms;

/// <summary>Events folded alike: the same <c>key= exe= syscall= success=</c>.</summary>
internal sealed class FoldedRow
{
    internal const int MaxBytes = 1024;

    private readonly byte[] text = new byte[MaxBytes];
    private int length;

    internal ReadOnlySpan<byte> Text => text.AsSpan(0, length);

    internal long Count { get; private set; }

    internal long From { get; private set; }

    internal long To { get; private set; }

    internal void Name(ReadOnlySpan<byte> name)
    {
        name.CopyTo(text);
        length = name.Length;
        Count = 0;
    }

    internal void Add(long milliseconds)
    {
        From = Count == 0 ? milliseconds : Math.Min(From, milliseconds);
        To = Count == 0 ? milliseconds : Math.Max(To, milliseconds);
        Count++;
    }
}
