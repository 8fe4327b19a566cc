namespace Auspex.Records;

/// <summary>The words of a body that belong to no field: AVC's verdict, values with spaces, remarks of old daemons.</summary>
internal static class FreeText
{
    /// <summary>The words before the field at <paramref name="index"/>, or behind the last one where it is the count.</summary>
    /// <returns>
    /// The text between two fields without the spaces around it, often empty: <c>user</c> for the field after <c>op=adding user</c>,
    /// <c>avc:  denied  { read } for</c> for the first of an AVC record.
    /// </returns>
    /// <remarks>Inside msg='…' the words before the first field there begin at the quote, and the last ones end at it.</remarks>
    public static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> body, FieldIndex fields, int index)
    {
        var ranges = fields.Ranges;
        var end = index < ranges.Length ? ranges[index].NameStart : EndOfFields(body, ranges);
        var start = 0;
        if (index > 0)
        {
            ref readonly var before = ref ranges[index - 1];
            start = before.IsMessage(body) ? before.ValueStart + 1 : before.ValueEnd; // it encloses what follows
        }

        return start < end ? body[start..end].Trim((byte)' ') : default;
    }

    /// <summary>Takes apart what SELinux writes into AVC and USER_AVC records: <c>avc:  denied  { read write } for</c>.</summary>
    /// <param name="words">The words before the first field, or before the first one inside msg='…'.</param>
    /// <param name="granted">True for <c>granted</c>, false for <c>denied</c>.</param>
    /// <param name="permissions">The permissions, separated by spaces.</param>
    /// <returns>False when the words say something else.</returns>
    public static bool TryReadVerdict(ReadOnlySpan<byte> words, out bool granted, out ReadOnlySpan<byte> permissions)
    {
        granted = false;
        permissions = default;
        if (!words.StartsWith("avc:"u8)) return false;
        var rest = words[4..].TrimStart((byte)' ');
        granted = rest.StartsWith("granted"u8);
        if (!granted && !rest.StartsWith("denied"u8)) return false;
        var open = rest.IndexOf((byte)'{');
        var close = rest.IndexOf((byte)'}');
        if (open >= 0 && close > open) permissions = rest[(open + 1)..close].Trim((byte)' ');
        return true;
    }

    private static int EndOfFields(ReadOnlySpan<byte> body, ReadOnlySpan<FieldRange> ranges)
    {
        foreach (ref readonly var range in ranges)
        {
            if (range.IsMessage(body)) return FieldReader.MessageEnd(body, range.ValueStart);
        }

        return body.Length;
    }
}
