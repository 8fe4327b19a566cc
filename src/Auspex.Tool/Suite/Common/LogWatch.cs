using System.Globalization;
using System.Text;
using Auspex.Archive;
using Auspex.Records;
using Auspex.Search;
using Auspex.Text;

namespace Auspex.Tool.Suite.Common;

/// <summary>Stands beside the reading of logs: signals, progress, and with <c>--debug</c> the lines that are no records.</summary>
internal sealed class LogWatch : IBlockWatcher
{
    private const int ShownBytes = 200;

    private readonly SuiteHost host;
    private readonly StopSignals signals;
    private readonly ProgressLine progress;
    private readonly string? debugTool;
    private long bytes;

    /// <summary>A watch over one reading.</summary>
    /// <param name="host">The world.</param>
    /// <param name="signals">End the reading when one came.</param>
    /// <param name="progress">Shows how far it is.</param>
    /// <param name="debugTool">The program's name, to tell of lines that are no records; null for not doing so.</param>
    internal LogWatch(SuiteHost host, StopSignals signals, ProgressLine progress, string? debugTool)
    {
        this.host = host;
        this.signals = signals;
        this.progress = progress;
        this.debugTool = debugTool;
    }

    /// <summary>How many events were found up to now.</summary>
    internal long Found { get; set; }

    /// <summary>True when it looks at every line, in order.</summary>
    internal bool TellsMalformed => debugTool is not null;

    /// <inheritdoc/>
    public bool GoesOn => !signals.HasCome;

    /// <inheritdoc/>
    public void Saw(LogSource log, LogBlock block)
    {
        if (debugTool is not null) TellMalformed(log, block);
        bytes += block.Length;
        progress.Tick(bytes, Found);
    }

    /// <summary>The reading has come to so many bytes.</summary>
    internal void At(long position) => progress.Tick(position, Found);

    /// <inheritdoc/>
    public void FellSilent() => host.Output.Flush();

    private void TellMalformed(LogSource log, LogBlock block)
    {
        var lines = new LineReader(log.Slice(block.Position, block.Length), block.Position);
        while (lines.Read())
        {
            if (!lines.Line.IsEmpty && RecordHead.TryRead(lines.Line, out _) is var error and not HeadError.None)
                Tell(log.Path, lines.Position, error, lines.Line);
        }
    }

    private void Tell(string path, long position, HeadError error, ReadOnlySpan<byte> line)
    {
        var text = new ByteBuffer(ShownBytes * 4);
        Escaping.Append(line[..Math.Min(line.Length, ShownBytes)], EscapeMode.Tty, text);
        var why = error == HeadError.BadStamp ? "a record without a valid time" : "no record";
        progress.Hide();
        host.Say(string.Create(CultureInfo.InvariantCulture, $"{debugTool}: {path}, byte {position}: {why}: {Encoding.UTF8.GetString(text.Written)}\n"));
    }
}
