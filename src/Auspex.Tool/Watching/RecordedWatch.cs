using Auspex.Archive;
using Auspex.Events;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Reads recorded logs, and perhaps an accounting file, as if they happened now.</summary>
internal static class RecordedWatch
{
    internal const string NoBoot = "00000000";

    /// <summary>Feeds <paramref name="sink"/>; <paramref name="onProgress"/> is called from time to time and may ask to stop.</summary>
    /// <returns>What was read.</returns>
    internal static EventAssembler Run(
        IReadOnlyList<string> inputs, string? accountingFile, IProcessSink sink, LifecycleOptions lifeOptions, Func<bool>? onProgress = null)
    {
        using var accounting = accountingFile is null ? null : Open(accountingFile);
        var lives = new NodeLives(sink, lifeOptions, accounting);
        var assembler = new EventAssembler(
            onProgress is null ? lives : new Progress(lives, onProgress), new AssemblerOptions { Keep = Lifecycle.Keeps });
        foreach (var input in inputs)
        {
            using var stream = Open(input);
            if (!LogFeed.Read(stream, assembler)) break;
        }

        assembler.Flush();
        lives.Finish();
        return assembler;
    }

    internal static string Complaint(EventAssembler assembler) =>
        assembler.Malformed > 0 ? $"{assembler.Malformed} lines are no audit records" : "";

    private static Stream Open(string path) =>
        path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);

    private sealed class Progress(NodeLives inner, Func<bool> onProgress) : IEventSink
    {
        private int events;

        public bool OnEvent(AuditEvent auditEvent) => inner.OnEvent(auditEvent) && ((++events & 63) != 0 || onProgress());

        public void OnLost(in Loss loss) => inner.OnLost(loss);
    }
}
