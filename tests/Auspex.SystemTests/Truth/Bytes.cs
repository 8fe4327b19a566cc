using System.Text;

namespace Auspex.SystemTests.Truth;

/// <summary>Bytes as hexadecimal text, so that they can be compared and shown whatever they are.</summary>
internal static class Bytes
{
    /// <summary>The UTF-8 of <paramref name="text"/> in hexadecimal.</summary>
    public static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    /// <summary>Hexadecimal as text a person can read, cut where it is long.</summary>
    public static string Show(string? hex)
    {
        if (hex is null) return "null";
        var text = new StringBuilder("\"");
        foreach (var b in Convert.FromHexString(hex.Length > 400 ? hex[..400] : hex))
        {
            if (b is >= 0x20 and < 0x7F and not (byte)'"' and not (byte)'\\') text.Append((char)b);
            else text.Append("\\x").Append(Convert.ToHexStringLower([b]));
        }

        return text.Append(hex.Length > 400 ? "\"…" : "\"").ToString();
    }

    /// <summary>Several of them.</summary>
    public static string Show(IEnumerable<string> hex)
    {
        var all = hex.ToList();
        return $"{all.Count}: {string.Join(' ', all.Take(8).Select(Show))}{(all.Count > 8 ? " …" : "")}";
    }
}
