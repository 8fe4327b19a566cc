using Auspex.Daemon.Plugins;
using Auspex.Linux.Loop;
using Auspex.Linux.Plugins;
using Auspex.Linux.Users;
using Auspex.Records;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.AudispSyslog;

/// <summary>Reads records from the daemon and hands their texts on.</summary>
internal sealed class SyslogRelay
{
    private const int Input = 0;

    private readonly PluginSignals signals;
    private readonly ISyslogOutput output;
    private readonly UserNames names = new();
    private readonly InterpretedLine? interpreted;
    private readonly PluginInput input = new(Descriptor.IsSocket(Input));
    private readonly ByteBuffer line = new(16 << 10, 64 << 10);
    private readonly ByteBuffer text = new(16 << 10, 64 << 10);

    internal SyslogRelay(SyslogArguments arguments, PluginSignals signals, ISyslogOutput output)
    {
        this.signals = signals;
        this.output = output;
        interpreted = arguments.Interprets ? new InterpretedLine(names, LocalZone.Find()) : null;
    }

    /// <summary>Runs until the daemon ends it.</summary>
    /// <returns>The exit code.</returns>
    internal int Run()
    {
        var poller = new Poller();
        var inputIndex = poller.Add(Input);
        var signalIndex = poller.Add(signals.Descriptor);
        while (true)
        {
            if (poller.Wait(-1) == 0) continue;
            if (poller.IsReady(signalIndex))
            {
                var caught = signals.Take();
                if ((caught & CaughtSignals.Terminate) != 0) return 0;
                if ((caught & CaughtSignals.Hangup) != 0) names.Forget();
            }

            if (!poller.IsReady(inputIndex)) continue;
            var count = Descriptor.Read(Input, input.GetRoom());
            if (count <= 0) return 0;
            input.Advance(count);
            while (input.TryRead(out var record)) Take(record);
            if (input.IsBroken) return 1;
        }
    }

    private void Take(in PluginRecord next)
    {
        line.Clear();
        PluginConversion.AppendLine(next, line);
        line.Append((byte)'\n');
        var reader = new RecordReader(line.Written, isFinal: true);
        _ = reader.TryRead(out var record);
        text.Clear();
        if (interpreted is not null)
        {
            if (!interpreted.TryAppend(record, text)) return;
        }
        else
        {
            text.Append(output.WantsLineEnd ? line.Written : line.Written[..^1]);
            var split = text.Written.IndexOf(RecordView.EnrichmentSeparator);
            if (split >= 0) text.From(split)[0] = (byte)' ';
        }

        if (output.WantsNul) text.Append((byte)0);
        output.Take(record, text.Written);
    }
}
