using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Tables;

namespace Auspex.Reports;

/// <summary>Which of an event's files the file report shows.</summary>
/// <remarks>
/// The first that is more than the directory of another. A PATH record counts as a directory's only where <c>nametype=PARENT</c> is the
/// last that it says, as aureport has it: kernels since 5.0 write capabilities behind it, and there the first file is shown
/// (docs/differences.md, first-file).
/// </remarks>
internal static class FirstFile
{
    private static ReadOnlySpan<byte> Parent => "nametype=PARENT"u8;

    /// <summary>Its index, the first where all are directories, or -1 where no file is named.</summary>
    public static int Of(LogEvent e, EventFacts facts)
    {
        if (facts.FileCount <= 1) return facts.FileCount - 1;
        var record = 0;
        for (var i = 0; i < facts.FileCount; i++)
        {
            if (!facts.File(i).IsParent || !IsBare(e, ref record)) return i;
        }

        return 0;
    }

    /// <summary>True when nothing follows in the next record of a directory.</summary>
    private static bool IsBare(LogEvent e, ref int record)
    {
        for (; record < e.Count; record++)
        {
            if (e.Spots[record].Type != RecordType.Path) continue;
            var text = e[record].Plain;
            if (text.IndexOf(Parent) < 0) continue;
            record++;
            return text.EndsWith(Parent);
        }

        return true;
    }
}
