using Auspex.Text;

namespace Auspex.Records;

/// <summary>The number of a PATH record among those of its event: <c>item=0</c>. It says which file came first, not the place of the line.</summary>
/// <remarks>A log that <c>ausearch</c> has printed has the records of each event the other way round.</remarks>
internal static class PathItem
{
    /// <summary>What a record without a number has: it comes last.</summary>
    public const int None = int.MaxValue;

    /// <summary>The number that <paramref name="body"/>, of a PATH record, gives.</summary>
    public static int NumberOf(ReadOnlySpan<byte> body)
    {
        foreach (var field in new FieldReader(body)) // the kernel writes it first
        {
            if (field.Name.SequenceEqual("item"u8)) return DecimalText.TryParse(field.Value, out int number) && number >= 0 ? number : None;
        }

        return None;
    }
}
