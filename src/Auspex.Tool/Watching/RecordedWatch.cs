using Auspex.Archive;
using Auspex.Events;
using Auspex.Processes;
using Microsoft.Win32.SafeHandles;

namespace Auspex.Tool.Watching;

/// <summary>Reads recorded logs, and perhaps an accounting file, as if they happened now.</summary>
internal static class RecordedWatch
{
    internal const string NoBoot = "00000000";

    /// <summary>Feeds <paramref name="sink"/>; <paramref name="onProgress"/> is called from time to time and may ask to stop.</summary>
    /// <returns>The processes that live at the end, and what was read.</returns>
    internal static (Lifecycle Lifecycle, EventAssembler Assembler) Run(
        IReadOnlyList<string> inputs, string? accountingFile, IProcessSink sink, Func<bool>? onProgress = null)
    {
        using var accounting = accountingFile is null ? null : Open(accountingFile);
        var lifecycle = new Lifecycle(sink, null, new LifecycleOptions { HasAccounting = accounting is not null });
        var replay = new ProcessReplay(lifecycle, accounting);
        var assembler = new EventAssembler(
            onProgress is null ? replay : new Progress(replay, onProgress), new AssemblerOptions { Keep = Lifecycle.Keeps });
        foreach (var input in inputs)
        {
            using var stream = Open(input);
            if (!LogFeed.Read(stream, assembler)) break;
        }

        assembler.Flush();
        replay.Finish();
        return (lifecycle, assembler);
    }

    internal static string Complaint(EventAssembler assembler) =>
        assembler.Malformed switch
        {
            0 => "",
            1 => "1 line is no audit record",
            _ => $"{assembler.Malformed} lines are no audit records",
        };

    private static FileStream Open(string path) =>
        path == "-"
            ? new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 1)
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);

    private sealed class Progress(ProcessReplay inner, Func<bool> onProgress) : IEventSink
    {
        private int events;

        public bool OnEvent(AuditEvent auditEvent) => inner.OnEvent(auditEvent) && ((++events & 63) != 0 || onProgress());

        public void OnLost(in Loss loss) => inner.OnLost(loss);
    }
}
