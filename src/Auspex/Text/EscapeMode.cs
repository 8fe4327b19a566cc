namespace Auspex.Text;

/// <summary>
/// What is made harmless in values on their way to a reader. Source: ausearch(8), <c>--escape</c>; spec 9.4.
/// </summary>
public enum EscapeMode
{
    /// <summary>What a terminal obeys or hides (<see cref="TerminalText"/>) becomes a backslash and three octal digits for each byte. The default.</summary>
    Tty = 0,

    /// <summary>Nothing: for programs that read bytes.</summary>
    Raw,

    /// <summary>As <see cref="Tty"/>, and a backslash before <c>" ' ` $ \ ! ( ) |</c> and space.</summary>
    Shell,

    /// <summary>As <see cref="Shell"/>, and a backslash before <c>; # &amp; * ? [ ] &lt; &gt; { }</c>.</summary>
    ShellQuote,
}
