using Auspex.Linux.Loop;
using Auspex.Linux.Users;
using Auspex.Processes;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Watching;

/// <summary><c>auspex watch --if</c>: the same lines from recorded files.</summary>
internal static class ReplayedWatch
{
    private const int FlushBytes = 64 << 10;

    internal static int Run(WatchOptions options)
    {
        var sink = new WatchSink(options, new UserNames(), RecordedWatch.NoBoot);
        using var stdout = StandardOutput.Open();
        var logs = RecordedWatch.Run(options, sink, new LifecycleOptions(), () =>
        {
            if (sink.Output.Length > FlushBytes) Write(sink, stdout);
            return !sink.IsDone;
        });
        sink.Flush();
        Write(sink, stdout);
        Listed.Complain([.. logs.Complaints, .. options.Filter.Complaints]);
        var hasNothing = logs.ExitCode != 0 && sink.Counts.Seen == 0; // what was wrong has been told: nothing to sum up
        if (!options.IsQuiet && !options.IsJson && !hasNothing) StandardError.Tell($"auspex: {WatchSummary.Of(sink.Counts, null, options.Filter.IsActive)}");
        return logs.ExitCode;
    }

    private static void Write(WatchSink sink, Stream stdout)
    {
        stdout.Write(sink.Output.Written);
        sink.Output.Clear();
    }
}
