namespace Auspex.Rules.Lint.Checks;

/// <summary>The files themselves: a last line without an end runs into the next file.</summary>
internal static class FileCheck
{
    public static void Run(LintSet set)
    {
        foreach (var file in set.Files)
        {
            var text = file.Text.Span;
            if (text.IsEmpty || text[^1] == (byte)'\n') continue;
            var start = text.LastIndexOf((byte)'\n') + 1;
            var place = new SourcePlace(file.Name, text.Count((byte)'\n') + 1, text.Length - start + 1, 0);
            set.Report(LintCode.NoLineEnd, place, "no line end at the end of the file", "end the last line");
        }
    }
}
