using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Records;
using Auspex.Linux.Users;
using Auspex.Records;
using Auspex.SystemTests.Same.Capture;
using Auspex.SystemTests.Support;
using Auspex.Tables;

namespace Auspex.SystemTests.Daemon;

/// <summary>Lines as Debian's auditd writes them, byte for byte.</summary>
[Collection(Kernel.KernelCollection.Name)]
public sealed class FormatTests
{
    [Fact]
    public void Enriched_lines_are_those_of_Debians_daemon()
    {
        using var folder = new TemporaryFolder();
        var log = LiveCapture.Run(folder)[0];
        var formatter = new RecordFormatter(new UserNames(), default);
        var lines = 0;
        var differences = new List<string>();
        var reader = new RecordReader(File.ReadAllBytes(folder.PathOf("enriched.log")), isFinal: true);
        while (reader.TryRead(out var record))
        {
            if (record.Error != RecordError.None) continue;
            lines++;
            var payload = record.Line[(record.Line.IndexOf(" msg="u8) + 5)..];
            if (payload.IndexOf(RecordView.EnrichmentSeparator) is var end and >= 0) payload = payload[..end];
            var kernel = RecordReader.ParseKernel(record.Type, payload);
            var line = formatter.Format(record.Type, RecordOrigin.Kernel, payload, kernel).Line;
            if (record.Type == RecordType.Seccomp && record.Line.IndexOf("SYSCALL=unknown-syscall(-1)"u8) >= 0) continue; // theirs looks for the call before it knows it
            if (!line.SequenceEqual(record.Line)) differences.Add($"{Encoding.Latin1.GetString(record.Line)}\n  {Encoding.Latin1.GetString(line)}");
        }

        Assert.True(lines > 100, $"only {lines} lines in {log}");
        Assert.True(differences.Count == 0, $"{differences.Count} of {lines}:\n{string.Join('\n', differences.Take(20))}");
    }
}
