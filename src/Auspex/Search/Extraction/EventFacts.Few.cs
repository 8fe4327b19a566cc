using System.Numerics;
using Auspex.Tables;

namespace Auspex.Search.Extraction;

/// <summary>Few fields of a record: found by search instead of one by one.</summary>
public sealed partial class EventFacts
{
    /// <summary>With more fields than these, taking all fields apart is faster.</summary>
    private const int MaxFew = 10;

    /// <summary>False takes every record apart: the plain way, which finding must agree with.</summary>
    internal bool FindsFew { get; init; } = true;

    /// <summary>Takes <paramref name="fields"/> from a record's text in the order in which they stand there.</summary>
    /// <returns>False when the text or the number of fields does not allow it; then nothing was taken.</returns>
    private bool TryTakeFew(ReadOnlySpan<byte> rest, ulong fields, ulong repeatable)
    {
        if (!FindsFew || BitOperations.PopCount(fields) > MaxFew || !PlainBody.TryCreate(rest, out var body)) return false;
        if (!body.FirstInMessage.IsEmpty && (fields & KnownFields.Bit(FieldCalled(body.FirstInMessage))) != 0) return false;
        Span<FoundField> found = stackalloc FoundField[2 * MaxFew];
        var count = 0;
        for (var left = fields; left != 0; left &= left - 1)
        {
            var name = (KnownField)BitOperations.TrailingZeroCount(left);
            if (name == KnownField.Auid && body.TryFind(" loginuid="u8, 0, out _)) return false; // its other name
            var from = 0;
            while (body.TryFind(KnownFields.Sign(name), from, out var start))
            {
                if (count == found.Length) return false;
                Insert(found, count++, new FoundField(start, name));
                if ((repeatable & KnownFields.Bit(name)) == 0) break;
                from = start;
            }
        }

        foreach (var field in found[..count]) Take(field.Name, body.Value(field.Start));
        return true;
    }

    private static void Insert(Span<FoundField> found, int count, FoundField field)
    {
        var i = count;
        for (; i > 0 && found[i - 1].Start > field.Start; i--) found[i] = found[i - 1];
        found[i] = field;
    }

    private readonly record struct FoundField(int Start, KnownField Name);
}
