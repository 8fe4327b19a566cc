using Auspex.Daemon;
using Auspex.Daemon.Plugins;
using Auspex.Linux.Loop;
using Auspex.Linux.Plugins;
using Auspex.Linux.Users;
using Auspex.Search.Expressions;
using Auspex.Text;

namespace Auspex.Tool.Suite.AudispFilter;

/// <summary>Between the daemon and a program. One that takes nothing makes the daemon's queue for us wait, and nothing grows.</summary>
internal sealed class FilterRelay
{
    private const int Input = 0;
    private const int SilenceMilliseconds = 2000; // then open events are complete
    private const int ToldEmpty = 5;
    private const int ChildEnded = 1;

    private readonly FilterArguments arguments;
    private readonly FilterChild child;
    private readonly PluginSignals signals;
    private readonly IDaemonNotices notices;
    private readonly UserNames names = new();
    private readonly PluginInput input = new(Descriptor.IsSocket(Input));
    private readonly ByteBuffer line = new(16 << 10, 64 << 10);
    private readonly ByteBuffer output = new(64 << 10, 1 << 20);
    private readonly EventFilter filter;
    private readonly Poller poller = new();
    private readonly int inputIndex;
    private readonly int signalIndex;
    private readonly int childIndex;
    private long toldEmpty;
    private bool isStopping;

    internal FilterRelay(
        FilterArguments arguments, IReadOnlyList<Expression> rules, FilterChild child, PluginSignals signals, IDaemonNotices notices)
    {
        this.arguments = arguments;
        this.child = child;
        this.signals = signals;
        this.notices = notices;
        filter = new EventFilter(arguments.DropsMatches, names, output);
        filter.Load(rules);
        inputIndex = poller.Add(Input);
        signalIndex = poller.Add(signals.Descriptor);
        childIndex = poller.Add(-1);
        poller.Watch(childIndex, forReading: false, forWriting: true);
    }

    /// <summary>Runs until the daemon or the program ends it.</summary>
    /// <returns>The exit code.</returns>
    internal int Run()
    {
        var hasOpen = false;
        while (true)
        {
            var ready = poller.Wait(hasOpen ? SilenceMilliseconds : -1);
            if (child.HasEnded) return ChildEnded;
            if (poller.IsReady(signalIndex))
            {
                OnSignals();
                if (isStopping) return 0;
            }

            if (ready == 0 && hasOpen)
            {
                filter.Flush();
                hasOpen = false;
            }
            else if (poller.IsReady(inputIndex))
            {
                if (!TakeInput()) return Finish();
                hasOpen = true;
            }

            TellEmpty();
            if (!Forward()) return isStopping ? 0 : ChildEnded;
        }
    }

    private bool TakeInput()
    {
        var count = Descriptor.Read(Input, input.GetRoom());
        if (count <= 0) return false;
        input.Advance(count);
        while (input.TryRead(out var next))
        {
            line.Clear();
            PluginConversion.AppendLine(next, line);
            filter.Add(line.Written);
        }

        return !input.IsBroken;
    }

    private int Finish()
    {
        filter.Flush();
        TellEmpty();
        _ = Forward();
        return input.IsBroken ? 1 : 0;
    }

    /// <summary>Writes what was let through, and hears signals while the program takes nothing.</summary>
    /// <returns>False when the program has gone, or it is time to end.</returns>
    private bool Forward()
    {
        var done = 0;
        while (done < output.Length)
        {
            var count = Descriptor.Write(child.Descriptor, output.Written[done..]);
            if (count < 0) return false;
            done += count;
            if (count == 0 && !WaitForChild()) return false;
        }

        output.Clear();
        return true;
    }

    private bool WaitForChild()
    {
        poller.Replace(inputIndex, -1);
        poller.Replace(childIndex, child.Descriptor);
        _ = poller.Wait(-1);
        poller.Replace(inputIndex, Input);
        poller.Replace(childIndex, -1);
        if (poller.IsReady(signalIndex)) OnSignals();
        return !isStopping && !child.HasEnded;
    }

    private void OnSignals()
    {
        var caught = signals.Take();
        if ((caught & CaughtSignals.Terminate) != 0) isStopping = true;
        if ((caught & CaughtSignals.Hangup) == 0) return;
        names.Forget();
        if (AudispFilterTool.ReadRules(arguments.ConfigPath, notices) is { } rules)
        {
            filter.Load(rules);
            notices.Tell(6, "Successfully reloaded rules");
        }
        else
        {
            notices.Tell(3, "The rules were not reloaded because of a syntax error");
        }

        child.Hangup();
    }

    /// <summary>Without expressions nothing is forwarded: that is told, though not for ever.</summary>
    private void TellEmpty()
    {
        if (!filter.IsEmpty) return;
        for (; toldEmpty < Math.Min(filter.Events, ToldEmpty); toldEmpty++) notices.Tell(3, "The ausearch_next_event returned -1");
    }
}
