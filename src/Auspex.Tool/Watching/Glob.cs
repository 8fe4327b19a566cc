namespace Auspex.Tool.Watching;

/// <summary>A pattern as shells have it: <c>*</c> any bytes, <c>?</c> one byte, anything else itself. A pattern without a slash
/// is matched against the last part of a path.</summary>
internal sealed class Glob
{
    private readonly byte[] pattern;
    private readonly bool isName;

    internal Glob(string pattern)
    {
        this.pattern = System.Text.Encoding.UTF8.GetBytes(pattern);
        isName = !pattern.Contains('/', StringComparison.Ordinal);
    }

    internal bool Matches(ReadOnlySpan<byte> path)
    {
        if (isName) path = path[(path.LastIndexOf((byte)'/') + 1)..];
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < path.Length)
        {
            if (p < pattern.Length && pattern[p] == (byte)'*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (pattern[p] == (byte)'?' || pattern[p] == path[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == (byte)'*') p++;
        return p == pattern.Length;
    }
}
