namespace Auspex.Linux.Accounting;

/// <summary>Finds out to which file, of some, the kernel writes its accounting.</summary>
/// <remarks>
/// The kernel does not tell, so a process is made to die: the file that gets its record is the one. What cannot be found out: that
/// accounting is on, but to a file that is not among those looked at. Turning ours on then silently ends theirs, as acct(2) has
/// but one file; naming the file in the options avoids it. Source: acct(2), acct(5).
/// </remarks>
internal static class AccountingProbe
{
    /// <summary>The file among <paramref name="paths"/> that is being written to.</summary>
    /// <returns>Null when none of them is.</returns>
    internal static string? Find(IEnumerable<string> paths)
    {
        var files = paths.Distinct(StringComparer.Ordinal).Select(p => AcctFile.TryOpen(p, atEnd: true)).OfType<AcctFile>().ToList();
        try
        {
            if (files.Count == 0) return null;
            var pid = ShortLife.Run();
            return pid == 0 ? null : files.Find(f => f.HasNewRecordOf(pid))?.Path;
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }
}
