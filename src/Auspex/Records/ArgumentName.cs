using Auspex.Text;

namespace Auspex.Records;

/// <summary>The name of a field that holds an argument of an exec: <c>aN</c>, <c>aN[K]</c> for a piece of a long one, or <c>aN_len</c>.</summary>
/// <remarks>Source: kernel audit_log_execve_info, observed on 6.18.</remarks>
internal static class ArgumentName
{
    /// <summary>Takes a name apart.</summary>
    /// <param name="name">The name.</param>
    /// <param name="argument">Which argument.</param>
    /// <param name="piece">Which piece of it, <see cref="ArgumentPiece.Whole"/> or <see cref="ArgumentPiece.Length"/>.</param>
    /// <returns>False when it is no such name.</returns>
    public static bool TryParse(ReadOnlySpan<byte> name, out int argument, out int piece)
    {
        argument = 0;
        piece = ArgumentPiece.Whole;
        if (name.Length < 2 || name[0] != (byte)'a') return false;
        var end = 1;
        while (end < name.Length && name[end] is >= (byte)'0' and <= (byte)'9') end++;
        if (!DecimalText.TryParse(name[1..end], out argument) || argument == int.MaxValue) return false;
        var rest = name[end..];
        if (rest.IsEmpty) return true;
        if (rest.SequenceEqual("_len"u8))
        {
            piece = ArgumentPiece.Length;
            return true;
        }

        return rest[0] == (byte)'[' && rest[^1] == (byte)']' && DecimalText.TryParse(rest[1..^1], out piece) && piece >= 0;
    }
}
