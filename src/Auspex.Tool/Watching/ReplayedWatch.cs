using Auspex.Linux.Loop;
using Auspex.Linux.Users;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Watching;

/// <summary><c>auspex watch --if</c>: the same lines from recorded files.</summary>
internal static class ReplayedWatch
{
    private const int FlushBytes = 64 << 10;

    internal static int Run(WatchOptions options)
    {
        var sink = new WatchSink(options, new UserNames(), RecordedWatch.NoBoot);
        sink.WriteHeader();
        using var stdout = StandardOutput.Open();
        var (_, assembler) = RecordedWatch.Run(options.Inputs, options.AccountingFile, sink, () =>
        {
            if (sink.Output.Length > FlushBytes) Write(sink, stdout);
            return !sink.IsDone;
        });
        sink.Flush();
        Write(sink, stdout);
        var complaint = RecordedWatch.Complaint(assembler);
        if (complaint.Length > 0) StandardError.Tell($"auspex: {complaint}");
        if (!options.IsQuiet && !options.IsJson) StandardError.Tell($"auspex: {WatchSummary.Of(sink.Counts, null, options.Filter.IsActive)}");
        return 0;
    }

    private static void Write(WatchSink sink, Stream stdout)
    {
        stdout.Write(sink.Output.Written);
        stdout.Flush();
        sink.Output.Clear();
    }
}
