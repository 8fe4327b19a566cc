namespace Auspex.Text;

/// <summary>The C locale: <c>%x</c> is <c>%m/%d/%y</c>, <c>%X</c> is <c>%H:%M:%S</c>, words are English.</summary>
/// <remarks>
/// Writes the conversions <c>%Y %y %m %d %e %j %u %H %k %I %p %M %S %s %b %a %z %F %D %T %R %x %X %n %t %%</c>; another one is copied as it
/// stands. Reads dates and times of numbers alone, which may have blanks before them and fewer digits than usual.
/// </remarks>
internal sealed class CTimeLocale : TimeLocale
{
    /// <inheritdoc/>
    public override void Append(string pattern, DateTimeOffset time, ByteBuffer output)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length) AppendConversion(pattern[++i], time, output);
            else AppendLiteral(pattern[i], output);
        }
    }

    /// <inheritdoc/>
    public override bool TryRead(string pattern, string text, ref CalendarTime time, out bool isWhole)
    {
        var position = 0;
        Span<int> numbers = stackalloc int[3];
        var isRead = pattern == Date
            ? TryReadNumbers(text, '/', [(1, 12), (1, 31), (0, 99)], numbers, ref position)
            : TryReadNumbers(text, ':', [(0, 23), (0, 59), (0, 61)], numbers, ref position);
        isWhole = position == text.Length;
        if (!isRead) return false;
        time = pattern == Date
            ? time with { Year = numbers[2] + (numbers[2] < 69 ? 2000 : 1900), Month = numbers[0], Day = numbers[1] }
            : time with { Hour = numbers[0], Minute = numbers[1], Second = numbers[2] };
        return true;
    }

    private static bool TryReadNumbers(
        ReadOnlySpan<char> text, char between, ReadOnlySpan<(int Min, int Max)> bounds, Span<int> numbers, ref int position)
    {
        for (var i = 0; i < bounds.Length; i++)
        {
            if (i > 0 && (position == text.Length || text[position++] != between)) return false;
            if (!TryReadNumber(text, bounds[i], out numbers[i], ref position)) return false;
        }

        return true;
    }

    /// <summary>Two digits at most; one where two are too many.</summary>
    private static bool TryReadNumber(ReadOnlySpan<char> text, (int Min, int Max) bounds, out int value, ref int position)
    {
        value = 0;
        while (position < text.Length && text[position] == ' ') position++;
        var start = position;
        while (position < text.Length && position - start < 2 && char.IsAsciiDigit(text[position]))
        {
            if (position > start && value * 10 > bounds.Max) break;
            value = (value * 10) + text[position++] - '0';
        }

        return position > start && value >= bounds.Min && value <= bounds.Max;
    }

    private void AppendConversion(char conversion, DateTimeOffset time, ByteBuffer output)
    {
        switch (conversion)
        {
            case 'Y': output.AppendDecimal(time.Year); break;
            case 'y': AppendPadded(time.Year % 100, '0', 2, output); break;
            case 'm': AppendPadded(time.Month, '0', 2, output); break;
            case 'd': AppendPadded(time.Day, '0', 2, output); break;
            case 'e': AppendPadded(time.Day, ' ', 2, output); break;
            case 'j': AppendPadded(time.DayOfYear, '0', 3, output); break;
            case 'u': output.AppendDecimal(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek); break;
            case 'H': AppendPadded(time.Hour, '0', 2, output); break;
            case 'k': AppendPadded(time.Hour, ' ', 2, output); break;
            case 'I': AppendPadded(((time.Hour + 11) % 12) + 1, '0', 2, output); break;
            case 'p': output.Append(time.Hour < 12 ? "AM"u8 : "PM"u8); break;
            case 'M': AppendPadded(time.Minute, '0', 2, output); break;
            case 'S': AppendPadded(time.Second, '0', 2, output); break;
            case 's': output.AppendDecimal(time.ToUnixTimeSeconds()); break;
            case 'b': output.Append("JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice((time.Month - 1) * 3, 3)); break;
            case 'a': output.Append("SunMonTueWedThuFriSat"u8.Slice((int)time.DayOfWeek * 3, 3)); break;
            case 'z': AppendOffset(time.Offset, output); break;
            case 'F': Append("%Y-%m-%d", time, output); break;
            case 'D' or 'x': Append("%m/%d/%y", time, output); break;
            case 'T' or 'X': Append("%H:%M:%S", time, output); break;
            case 'R': Append("%H:%M", time, output); break;
            case 'n': output.Append((byte)'\n'); break;
            case 't': output.Append((byte)'\t'); break;
            case '%': output.Append((byte)'%'); break;
            default:
                output.Append((byte)'%');
                AppendLiteral(conversion, output);
                break;
        }
    }

    private static void AppendOffset(TimeSpan offset, ByteBuffer output)
    {
        output.Append(offset < TimeSpan.Zero ? (byte)'-' : (byte)'+');
        offset = offset.Duration();
        AppendPadded(offset.Hours, '0', 2, output);
        AppendPadded(offset.Minutes, '0', 2, output);
    }

    private static void AppendPadded(int value, char pad, int width, ByteBuffer output)
    {
        for (var limit = (int)Math.Pow(10, width - 1); limit > 1 && value < limit; limit /= 10) output.Append((byte)pad);
        output.AppendDecimal(value);
    }

    private static void AppendLiteral(char c, ByteBuffer output)
    {
        Span<byte> bytes = stackalloc byte[4];
        output.Append(bytes[..new System.Text.Rune(char.IsSurrogate(c) ? '\uFFFD' : c).EncodeToUtf8(bytes)]);
    }
}
