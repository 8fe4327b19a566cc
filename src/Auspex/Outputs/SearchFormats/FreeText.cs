using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary>Gathers what stands between the fields of a record: <c>avc: denied { read } for</c>.</summary>
internal ref struct FreeText
{
    private readonly ReadOnlySpan<byte> body;
    private readonly ByteBuffer gathered;

    /// <summary>Nothing of <paramref name="body"/> is taken yet.</summary>
    public FreeText(ReadOnlySpan<byte> body, ByteBuffer gathered)
    {
        this.body = body;
        this.gathered = gathered;
        Position = 0;
    }

    /// <summary>Where the text goes on behind the last field.</summary>
    public int Position { get; set; }

    /// <summary>Takes the text up to <paramref name="end"/>, without blanks, commas and quotes around it; parts are joined by a space.</summary>
    public readonly void TakeUntil(int end)
    {
        if (end <= Position) return;
        var part = body[Position..end].Trim(" ,'\""u8);
        if (part.IsEmpty) return;
        if (gathered.Length > 0) gathered.Append((byte)' ');
        gathered.Append(part);
    }
}
