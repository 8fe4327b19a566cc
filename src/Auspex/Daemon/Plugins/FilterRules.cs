using System.Globalization;
using System.Text;
using Auspex.Search.Expressions;

namespace Auspex.Daemon.Plugins;

/// <summary>The expressions of audisp-filter.conf: an event matches when one of them does.</summary>
/// <remarks>
/// <code>
/// file = *( *SP [ "#" *any / expression ] LF )       lines below 1024 bytes
/// </code>
/// Source: spec 8.4; <see cref="Expression"/>.
/// </remarks>
internal static class FilterRules
{
    /// <summary>Longer lines are refused.</summary>
    public const int MaxLineBytes = 1023;

    /// <summary>Reads the file.</summary>
    /// <param name="text">Its bytes.</param>
    /// <param name="complaints">What is wrong with it; empty when it is good.</param>
    public static IReadOnlyList<Expression> Parse(ReadOnlySpan<byte> text, out IReadOnlyList<string> complaints)
    {
        var found = new List<Expression>();
        var wrong = new List<string>();
        var number = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            var line = text[range].TrimStart((byte)' ');
            if (line.EndsWith("\r"u8)) line = line[..^1];
            if (line.IsEmpty || line[0] == (byte)'#') continue;
            if (line.Length > MaxLineBytes)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"Line {number} is longer than {MaxLineBytes} bytes"));
                continue;
            }

            var words = Encoding.UTF8.GetString(line);
            if (Expression.TryParse(words, out var expression, out var error)) found.Add(expression);
            else wrong.Add($"Invalid expression: {words} ({error})");
        }

        complaints = wrong;
        return found;
    }
}
