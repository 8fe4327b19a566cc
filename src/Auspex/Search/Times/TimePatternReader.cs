namespace Auspex.Search.Times;

/// <summary>Reads dates and times by a pattern: strptime(3), as far as locales' <c>%x</c> and <c>%X</c> need it.</summary>
/// <remarks>
/// Conversions: <c>%Y %y %C %m %d %e %H %k %I %l %M %S %p %b %B %h %a %A %D %F %T %R %n %t %%</c>, with the C locale's words, in any case;
/// the modifiers <c>E</c>, <c>O</c>, <c>-</c>, <c>_</c> and <c>0</c> are passed over. Another conversion reads nothing. Numbers may have
/// blanks before them and fewer digits than usual.
/// </remarks>
internal ref struct TimePatternReader
{
    private const string Months = "january  february march    april    may      june     july     august   september" + "october  november december ";
    private const string Days = "sunday   monday   tuesday  wednesdaythursday friday   saturday ";
    private const int WordWidth = 9;

    private readonly ReadOnlySpan<char> text;
    private int position;
    private CalendarTime time;
    private bool isTwelveHours;
    private bool isAfternoon;

    private TimePatternReader(ReadOnlySpan<char> text, CalendarTime time)
    {
        this.text = text;
        this.time = time;
    }

    /// <summary>Reads <paramref name="text"/> from its beginning.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">What a person wrote.</param>
    /// <param name="time">What the pattern does not name stays as it is.</param>
    /// <param name="length">How much was read.</param>
    /// <returns>False when it does not begin with what the pattern says.</returns>
    public static bool TryRead(string pattern, ReadOnlySpan<char> text, ref CalendarTime time, out int length)
    {
        var reader = new TimePatternReader(text, time);
        var ok = reader.Read(pattern);
        length = reader.position;
        if (!ok) return false;
        time = reader.time;
        if (reader.isTwelveHours) time = time with { Hour = (time.Hour % 12) + (reader.isAfternoon ? 12 : 0) };
        return true;
    }

    private bool Read(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (char.IsWhiteSpace(pattern[i]))
            {
                SkipBlanks();
            }
            else if (pattern[i] != '%' || i + 1 == pattern.Length)
            {
                if (!ReadLiteral(pattern[i])) return false;
            }
            else
            {
                i++;
                while (i + 1 < pattern.Length && pattern[i] is 'E' or 'O' or '-' or '_' or '0') i++;
                if (!ReadConversion(pattern[i])) return false;
            }
        }

        return true;
    }

    private bool ReadConversion(char conversion)
    {
        int value;
        switch (conversion)
        {
            case 'Y': return ReadNumber(0, 9999, 4, out value) && Set(time with { Year = value });
            case 'y': return ReadNumber(0, 99, 2, out value) && Set(time with { Year = value + (value < 69 ? 2000 : 1900) });
            case 'C': return ReadNumber(0, 99, 2, out _);
            case 'm': return ReadNumber(1, 12, 2, out value) && Set(time with { Month = value });
            case 'd' or 'e': return ReadNumber(1, 31, 2, out value) && Set(time with { Day = value });
            case 'H' or 'k': return ReadNumber(0, 23, 2, out value) && Set(time with { Hour = value });
            case 'I' or 'l':
                isTwelveHours = true;
                return ReadNumber(1, 12, 2, out value) && Set(time with { Hour = value });
            case 'M': return ReadNumber(0, 59, 2, out value) && Set(time with { Minute = value });
            case 'S': return ReadNumber(0, 61, 2, out value) && Set(time with { Second = value });
            case 'p' or 'P': return ReadHalf();
            case 'b' or 'B' or 'h': return ReadWord(Months, out value) && Set(time with { Month = value + 1 });
            case 'a' or 'A': return ReadWord(Days, out _);
            case 'D' or 'x': return Read("%m/%d/%y");
            case 'F': return Read("%Y-%m-%d");
            case 'T' or 'X': return Read("%H:%M:%S");
            case 'R': return Read("%H:%M");
            case 'r': return Read("%I:%M:%S %p");
            case 'n' or 't': SkipBlanks(); return true;
            case '%': return ReadLiteral('%');
            default: return true;
        }
    }

    private bool Set(CalendarTime value)
    {
        time = value;
        return true;
    }

    private void SkipBlanks()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
    }

    private bool ReadLiteral(char c)
    {
        if (position >= text.Length || text[position] != c) return false;
        position++;
        return true;
    }

    private bool ReadNumber(int min, int max, int digits, out int value)
    {
        value = 0;
        while (position < text.Length && text[position] == ' ') position++;
        var start = position;
        while (position < text.Length && position - start < digits && char.IsAsciiDigit(text[position]))
        {
            if (position > start && value * 10 > max) break;
            value = (value * 10) + text[position++] - '0';
        }

        return position > start && value >= min && value <= max;
    }

    private bool ReadHalf()
    {
        SkipBlanks();
        var isMorning = text[position..].StartsWith("AM", StringComparison.OrdinalIgnoreCase);
        isAfternoon = text[position..].StartsWith("PM", StringComparison.OrdinalIgnoreCase);
        if (isMorning || isAfternoon) position += 2;
        return isMorning || isAfternoon;
    }

    private bool ReadWord(string words, out int index)
    {
        for (index = 0; index * WordWidth < words.Length; index++)
        {
            var word = words.AsSpan(index * WordWidth, WordWidth).TrimEnd();
            var isWhole = text[position..].StartsWith(word, StringComparison.OrdinalIgnoreCase);
            if (!isWhole && !text[position..].StartsWith(word[..3], StringComparison.OrdinalIgnoreCase)) continue;
            position += isWhole ? word.Length : 3;
            return true;
        }

        return false;
    }
}
