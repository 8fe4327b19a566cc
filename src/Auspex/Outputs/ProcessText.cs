using System.Text;
using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Processes;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Steps of processes' lives as lines for a person.</summary>
internal sealed class ProcessText
{
    /// <summary>Arguments are cut after so many bytes, unless asked otherwise.</summary>
    private const int ShownArgumentBytes = 160;

    /// <summary>The head of the column that <see cref="AppendNode"/> writes.</summary>
    public static ReadOnlySpan<byte> NodeColumn => "  NODE      "u8;

    private readonly LineBuffer output;
    private readonly IUserNames names;
    private readonly ProcessTextOptions options;

    /// <summary>Writes into <paramref name="output"/>, with names from <paramref name="names"/>.</summary>
    public ProcessText(LineBuffer output, IUserNames names, ProcessTextOptions options)
    {
        this.output = output;
        this.names = names;
        this.options = options;
    }

    /// <summary>Appends the line of one step: time, what, pid, parent, user, image, then arguments or the end.</summary>
    public void Append(in ProcessEvent step)
    {
        var process = step.Process;
        AppendTime(step.Milliseconds);
        AppendNode(process.Node);
        Colour(step.Kind switch
        {
            ProcessEventKind.Fork => "\e[32m"u8,
            ProcessEventKind.Exec => "\e[36m"u8,
            ProcessEventKind.Exit => process.End is { Kind: ProcessEndKind.Code, Value: 0 } ? "\e[90m"u8 : "\e[31m"u8,
            _ => "\e[90m"u8,
        });
        output.Append(step.Kind switch
        {
            ProcessEventKind.Fork => " fork "u8,
            ProcessEventKind.Exec => " exec "u8,
            ProcessEventKind.Exit => " exit "u8,
            _ => " here "u8,
        });
        Colour("\e[0m"u8);
        output.AppendRight(process.Pid, 7);
        output.AppendRight(process.ParentPid, 8);
        output.Append("  "u8);
        var start = output.Length;
        AppendUser(process.Credentials);
        Pad(start, 10);
        output.Append((byte)' ');
        AppendImage(process);
        if (step.Kind is ProcessEventKind.Exec or ProcessEventKind.Snapshot) AppendArguments(process.Image);
        if (process.End is { } end) AppendEnd(end);
        if (step.Kind == ProcessEventKind.Fork && process.IsBirthInferred) output.Append("  (birth not seen)"u8);
        output.Append((byte)'\n');
    }

    /// <summary>Appends the line of a loss.</summary>
    public void Append(in Loss loss)
    {
        AppendTime(loss.ToMilliseconds);
        AppendNode(loss.Node);
        Colour("\e[1;31m"u8);
        output.Append(" LOST "u8);
        Colour("\e[0m"u8);
        output.Append((byte)' ');
        output.Append(Encoding.UTF8.GetBytes(Words(loss)));
        if (loss.FromMilliseconds > 0 && loss.FromMilliseconds != loss.ToMilliseconds)
        {
            output.Append(", since "u8);
            AppendTime(loss.FromMilliseconds);
        }

        output.Append((byte)'\n');
    }

    /// <summary>Appends the line of a step of the machine's clock: times before and after it do not compare.</summary>
    public void AppendClock(long fromMilliseconds, long toMilliseconds)
    {
        AppendTime(toMilliseconds);
        Colour("\e[1;31m"u8);
        output.Append(" CLOCK"u8);
        Colour("\e[0m"u8);
        output.Append(toMilliseconds < fromMilliseconds ? " set back by "u8 : " set forward by "u8);
        AppendShort(TimeSpan.FromMilliseconds(Math.Abs(toMilliseconds - fromMilliseconds)));
        output.Append((byte)'\n');
    }

    /// <summary>Appends a user: who logged in, and as whom it acts where that differs.</summary>
    public void AppendUser(in Credentials credentials)
    {
        if (credentials.Auid != Credentials.Unset && credentials.Auid != credentials.Uid)
        {
            AppendName(credentials.Auid, credentials.Names?.Auid);
            output.Append("→"u8);
        }

        AppendName(credentials.Uid, credentials.Names?.Uid);
    }

    /// <summary>Appends the machine's name as a column; nothing where records name none.</summary>
    public void AppendNode(byte[]? node)
    {
        if (node is null) return;
        output.Append("  "u8);
        var start = output.Length;
        ShellText.Append(output, node);
        Pad(start, NodeColumn.Length - 2);
    }

    /// <summary>Appends how a process ended, how long it lived and what it used.</summary>
    public void AppendEnd(ProcessEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        output.Append("  "u8);
        var isFine = end is { Kind: ProcessEndKind.Code, Value: 0 };
        if (!isFine) Colour("\e[31m"u8);
        switch (end.Kind)
        {
            case ProcessEndKind.Code:
                output.Append("exit "u8);
                output.AppendNumber(end.Value);
                break;
            case ProcessEndKind.Signal:
                SignalName.Append(output, end.Value);
                if (end.CoreDumped) output.Append(" (core)"u8);
                break;
            default:
                output.Append("ended, how is not known"u8);
                break;
        }

        if (!isFine) Colour("\e[0m"u8);
        if (end.Duration is { } duration)
        {
            output.Append(" after "u8);
            AppendShort(duration);
        }

        if (end.UserTime is not { } user || end.SystemTime is not { } system) return;
        output.Append(", cpu "u8);
        AppendShort(user + system);
    }

    /// <summary>Appends the image, or the name of a process without one in brackets.</summary>
    public void AppendImage(TrackedProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        Colour("\e[1m"u8);
        if (process.Image.Exe is { } exe)
        {
            ShellText.Append(output, exe);
        }
        else
        {
            output.Append((byte)'[');
            ShellText.Append(output, process.Comm ?? "?"u8);
            output.Append((byte)']');
        }

        Colour("\e[0m"u8);
        if (process.Image.IsDeleted) output.Append(" (deleted)"u8);
    }

    /// <summary>Appends the arguments, quoted for a shell, cut unless asked for in full.</summary>
    public void AppendArguments(ProcessImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Script is not null)
        {
            output.Append("  script "u8);
            ShellText.Append(output, image.Script);
        }

        if (image.Arguments is not { } arguments)
        {
            if (image.ArgumentsCut) output.Append("  …"u8);
            return;
        }

        output.Append(" "u8);
        var shown = 0;
        var index = 0;
        foreach (var argument in new ArgumentReader(arguments))
        {
            if (!options.IsWide && shown + argument.Length > ShownArgumentBytes && index > 0)
            {
                output.Append(" …"u8);
                return;
            }

            output.Append((byte)' ');
            var isCut = !options.IsWide && argument.Length > ShownArgumentBytes;
            ShellText.Append(output, isCut ? argument[..ShownArgumentBytes] : argument);
            if (isCut) output.Append("…"u8);
            shown += argument.Length;
            index++;
        }

        if (image.ArgumentsCut) output.Append(" … (incomplete)"u8);
    }

    /// <summary>Appends the time of day, with the date where asked for.</summary>
    public void AppendTime(long milliseconds)
    {
        milliseconds = Math.Clamp(milliseconds, -62_000_000_000_000, 253_000_000_000_000);
        var time = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), options.Zone);
        if (options.HasDate)
        {
            output.AppendPadded(time.Year, 4);
            output.Append((byte)'-');
            output.AppendPadded(time.Month, 2);
            output.Append((byte)'-');
            output.AppendPadded(time.Day, 2);
            output.Append((byte)' ');
        }

        output.AppendPadded(time.Hour, 2);
        output.Append((byte)':');
        output.AppendPadded(time.Minute, 2);
        output.Append((byte)':');
        output.AppendPadded(time.Second, 2);
        output.Append((byte)'.');
        output.AppendPadded(time.Millisecond, 3);
    }

    /// <summary>What is missing, and why: <c>4 events: their serials are missing</c>.</summary>
    private static string Words(in Loss loss)
    {
        var (noun, why) = loss.Reason switch
        {
            LossReason.SerialGap => ("event", loss.Count == 1 ? ": its serial is missing" : ": their serials are missing"),
            LossReason.KernelCounter => ("record", " dropped by the kernel"),
            LossReason.SocketOverrun => ("record", ": the receive socket overflowed"),
            LossReason.EventTooLarge => ("record", " of an event that is too large"),
            LossReason.Malformed => ("malformed record", ""),
            LossReason.Accounting => ("death", " not confirmed by accounting"),
            LossReason.Output => ("line", ": the output did not take them"),
            LossReason.Stopped => ("event", ": watching was stopped"),
            _ => ("process", " forgotten: the table was full"),
        };
        return (loss.Count > 0 ? Plural.Of(loss.Count, noun) : $"an unknown number of {Plural.Noun(0, noun)}") + why;
    }

    private void AppendShort(TimeSpan time)
    {
        if (time.TotalSeconds < 60)
        {
            output.AppendSeconds(time);
            output.Append("s"u8);
            return;
        }

        if (time.TotalHours >= 1)
        {
            output.AppendNumber((long)time.TotalHours);
            output.Append("h"u8);
        }

        output.AppendNumber(time.Minutes);
        output.Append("m"u8);
        output.AppendNumber(time.Seconds);
        output.Append("s"u8);
    }

    /// <summary>The record's own name for the user goes before what this machine calls it.</summary>
    private void AppendName(uint uid, byte[]? recorded)
    {
        if (uid == Credentials.Unset) output.Append("unset"u8);
        else if (recorded is { Length: > 0 }) ShellText.Append(output, recorded);
        else if (recorded is null && names.TryGetUser(uid, out var name)) ShellText.Append(output, name);
        else output.AppendNumber(uid);
    }

    private void Pad(int start, int width)
    {
        for (var i = output.Length - start; i < width; i++) output.Append((byte)' ');
    }

    private void Colour(ReadOnlySpan<byte> sequence)
    {
        if (options.HasColour) output.Append(sequence);
    }
}
