using System.Globalization;

namespace Auspex.Daemon.Plugins;

/// <summary>The words after <c>audisp-af_unix</c>: what each is shows from how it looks, not from where it stands.</summary>
/// <remarks>
/// <code>
/// word = DIGIT *any         the first: the mode, octal; the second: the depth of the queue, decimal
///      | any with "/"       the socket
///      | "string" | "binary"
/// </code>
/// Source: spec 8.4.
/// </remarks>
internal sealed record AfUnixArguments
{
    /// <summary>Where the socket is unless told.</summary>
    public const string DefaultPath = "/run/audit/audispd_events";

    /// <summary>How many records wait for a client unless told.</summary>
    public const int DefaultDepth = 512;

    private const int DefaultMode = 0x1A0; // 0640

    /// <summary>The socket's permissions.</summary>
    public int Mode { get; private init; } = DefaultMode;

    /// <summary>The socket.</summary>
    public string Path { get; private init; } = DefaultPath;

    /// <summary>True when clients get frames, false for lines.</summary>
    public bool IsBinary { get; private init; }

    /// <summary>How many records wait for a client.</summary>
    public int Depth { get; private init; } = DefaultDepth;

    /// <summary>Reads the words. There are defaults for all that is missing or wrong.</summary>
    /// <param name="words">The words.</param>
    /// <param name="complaints">What is to be told, to the letter.</param>
    public static AfUnixArguments Parse(ReadOnlySpan<string> words, out IReadOnlyList<string> complaints)
    {
        var told = new List<string>();
        var found = new AfUnixArguments();
        bool hasMode = false, hasPath = false, hasFormat = false, hasDepth = false;
        foreach (var word in words)
        {
            if (word.Length > 0 && char.IsAsciiDigit(word[0]))
            {
                if (!hasMode)
                {
                    hasMode = TryParseMode(word, out var mode);
                    if (hasMode) found = found with { Mode = mode };
                }
                else if (!hasDepth && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var depth))
                {
                    hasDepth = true;
                    found = found with { Depth = depth == 0 ? DefaultDepth : depth };
                }
            }
            else if (word.Contains('/', StringComparison.Ordinal))
            {
                hasPath = true;
                found = found with { Path = word };
            }
            else if (word is "string" or "binary")
            {
                hasFormat = true;
                found = found with { IsBinary = word == "binary" };
            }
            else
            {
                told.Add("Invalid format detected");
            }
        }

        if (!hasMode || !hasPath || !hasFormat) told.Add("Bad or not enough arguments, using defaults");
        complaints = told;
        return found;
    }

    private static bool TryParseMode(string word, out int mode)
    {
        mode = 0;
        foreach (var c in word)
        {
            if (c is < '0' or > '7' || mode > 0xFFF) return false;
            mode = (mode << 3) | (c - '0');
        }

        return mode is > 0 and <= 0xFFF;
    }
}
