using Auspex.Text;

namespace Auspex.Rules;

/// <summary>Texts as rule files have them.</summary>
internal static class RuleEscapes
{
    /// <summary>
    /// Adds a text with as few escapes as a rule file needs: spaces, tabs, and the backslashes that would escape.
    /// </summary>
    public static void Append(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var escapes = i + 1 == text.Length || text[i + 1] is (byte)'\\' or (byte)' ' or (byte)'\t';
            if (text[i] is (byte)' ' or (byte)'\t' || (text[i] == (byte)'\\' && escapes)) output.Append((byte)'\\');
            output.Append(text[i]);
        }
    }
}
