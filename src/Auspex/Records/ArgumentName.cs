using Auspex.Text;

namespace Auspex.Records;

/// <summary>The name of a field that holds an argument of an exec: <c>aN</c>, <c>aN[K]</c> for a piece of a long one, or <c>aN_len</c>.</summary>
/// <remarks>Source: kernel audit_log_execve_info, observed on 6.18.</remarks>
internal static class ArgumentName
{
    /// <summary>Which piece of its argument <paramref name="name"/>, <c>aN[K]</c>, is; -1 where that is no number.</summary>
    public static int PieceOf(ReadOnlySpan<byte> name)
    {
        var open = name.IndexOf((byte)'[');
        return open >= 0 && name[^1] == (byte)']' && DecimalText.TryParse(name[(open + 1)..^1], out int piece) && piece >= 0 ? piece : -1;
    }

    /// <summary>Takes a name apart.</summary>
    /// <param name="name">The name.</param>
    /// <param name="argument">Which argument.</param>
    /// <param name="piece">Which piece of it, <see cref="ArgumentPiece.Whole"/> or <see cref="ArgumentPiece.Length"/>.</param>
    /// <returns>False when it is no such name.</returns>
    public static bool TryParse(ReadOnlySpan<byte> name, out int argument, out int piece)
    {
        piece = ArgumentPiece.Whole;
        if (!TryParse(name, out argument, out var isPiece, out var isLength) || argument == int.MaxValue) return false;
        if (isPiece) piece = PieceOf(name);
        else if (isLength) piece = ArgumentPiece.Length;
        return !isPiece || piece >= 0;
    }

    /// <summary>Takes a name apart.</summary>
    /// <param name="name">The name.</param>
    /// <param name="argument">Which argument.</param>
    /// <param name="isPiece">True for a piece of it.</param>
    /// <param name="isLength">True for its length.</param>
    /// <returns>False when it is no such name.</returns>
    public static bool TryParse(ReadOnlySpan<byte> name, out int argument, out bool isPiece, out bool isLength)
    {
        argument = 0;
        isPiece = isLength = false;
        if (name.Length < 2 || name[0] != (byte)'a') return false;
        var end = 1;
        while (end < name.Length && name[end] is >= (byte)'0' and <= (byte)'9') end++;
        isPiece = end < name.Length && name[end] == (byte)'[';
        isLength = name[end..].SequenceEqual("_len"u8);
        return (end == name.Length || isPiece || isLength) && DecimalText.TryParse(name[1..end], out argument);
    }
}
