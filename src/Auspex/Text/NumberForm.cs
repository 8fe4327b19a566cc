namespace Auspex.Text;

/// <summary>What a text is that should be a number.</summary>
internal enum NumberForm
{
    /// <summary>A number of 64 bits.</summary>
    Number = 0,

    /// <summary>Digits alone, but of a number that does not fit.</summary>
    TooLarge,

    /// <summary>Something else, or nothing: it is not 0.</summary>
    Word,
}
