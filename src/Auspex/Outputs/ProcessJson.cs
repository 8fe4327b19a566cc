using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Processes;

namespace Auspex.Outputs;

/// <summary>Steps of processes' lives as JSON, one object a line. The schema is in docs/watch-json.md; a test keeps both the same.</summary>
internal sealed class ProcessJson
{
    private readonly LineBuffer output;
    private readonly JsonWriter json;
    private readonly IUserNames names;
    private readonly byte[] boot;
    private readonly LineBuffer word = new();

    /// <summary>Writes into <paramref name="output"/>, with names from <paramref name="names"/>.</summary>
    /// <param name="output">Receives the lines.</param>
    /// <param name="names">Tells names of users.</param>
    /// <param name="bootId">The boot, as in <see cref="IProcessInfo.BootId"/>.</param>
    public ProcessJson(LineBuffer output, IUserNames names, string bootId)
    {
        ArgumentNullException.ThrowIfNull(bootId);
        this.output = output;
        this.names = names;
        json = new JsonWriter(output);
        boot = System.Text.Encoding.ASCII.GetBytes(bootId);
    }

    /// <summary>Appends the line of one step.</summary>
    public void Append(in ProcessEvent step)
    {
        var process = step.Process;
        json.Begin();
        json.Text("event"u8, Name(step.Kind));
        json.Time("time"u8, step.Milliseconds);
        if (process.Node is not null) json.Bytes("node"u8, process.Node);
        json.Number("pid"u8, process.Pid);
        json.Number("ppid"u8, PositiveOrNull(process.ParentPid));
        AppendIdentity("id"u8, process);
        if (process.Parent is null) json.Null("parent_id"u8);
        else AppendIdentity("parent_id"u8, process.Parent);
        AppendImage(step.Kind, process);
        AppendCredentials(process);
        if (step.AuditKey is not null) json.Bytes("key"u8, step.AuditKey);
        if (step.Kind is ProcessEventKind.Fork && process.IsBirthInferred) json.Truth("inferred"u8, true);
        if (process.End is { } end) AppendEnd(end);
        AppendSources(step.Sources);
        json.EndLine();
    }

    /// <summary>Appends the line of a loss.</summary>
    public void Append(in Loss loss)
    {
        json.Begin();
        json.Text("event"u8, "lost"u8);
        json.Time("time"u8, loss.ToMilliseconds);
        if (loss.Node is not null) json.Bytes("node"u8, loss.Node);
        json.Number("count"u8, PositiveOrNull(loss.Count));
        json.Text("reason"u8, Name(loss.Reason));
        json.Time("from"u8, PositiveOrNull(loss.FromMilliseconds));
        json.Time("to"u8, loss.ToMilliseconds);
        json.EndLine();
    }

    /// <summary>Appends the line of a step of the machine's clock: times before and after it do not compare.</summary>
    public void AppendClock(long fromMilliseconds, long toMilliseconds)
    {
        json.Begin();
        json.Text("event"u8, "clock"u8);
        json.Time("time"u8, toMilliseconds);
        json.Time("from"u8, fromMilliseconds);
        json.Time("to"u8, toMilliseconds);
        json.EndLine();
    }

    internal static ReadOnlySpan<byte> Name(ProcessEventKind kind) => kind switch
    {
        ProcessEventKind.Fork => "fork"u8,
        ProcessEventKind.Exec => "exec"u8,
        ProcessEventKind.Exit => "exit"u8,
        _ => "snapshot"u8,
    };

    internal static ReadOnlySpan<byte> Name(LossReason reason) => reason switch
    {
        LossReason.SerialGap => "serial_gap"u8,
        LossReason.KernelCounter => "kernel_counter"u8,
        LossReason.SocketOverrun => "socket_overrun"u8,
        LossReason.EventTooLarge => "event_too_large"u8,
        LossReason.Malformed => "malformed"u8,
        LossReason.Accounting => "accounting"u8,
        LossReason.Output => "output"u8,
        LossReason.Stopped => "stopped"u8,
        _ => "table_full"u8,
    };

    private static long? PositiveOrNull(long value) => value > 0 ? value : null;

    private void AppendIdentity(ReadOnlySpan<byte> name, TrackedProcess process)
    {
        word.Clear();
        if (process.Node is not null)
        {
            word.Append(process.Node);
            word.Append((byte)'/');
        }

        word.Append(boot);
        word.Append((byte)'-');
        word.AppendNumber(process.Key.Pid);
        word.Append((byte)'-');
        word.AppendHex((ulong)process.Key.StartMilliseconds);
        json.Text(name, word.Written);
    }

    private void AppendImage(ProcessEventKind kind, TrackedProcess process)
    {
        var image = process.Image;
        json.Bytes("comm"u8, process.Comm);
        json.Bytes("exe"u8, image.Exe);
        AppendArguments(image);
        json.Bytes("cwd"u8, image.Cwd);
        if (kind == ProcessEventKind.Exec) json.Bytes("script"u8, image.Script);
        if (kind == ProcessEventKind.Exec || image.IsDeleted) json.Truth("deleted"u8, image.IsDeleted);
    }

    private void AppendArguments(ProcessImage image)
    {
        if (image.Arguments is { } arguments)
        {
            var isUtf8 = true;
            json.List("argv"u8);
            foreach (var argument in new ArgumentReader(arguments)) isUtf8 &= json.Value(argument);
            json.Close();
            if (!isUtf8) AppendArgumentBytes(arguments);
        }
        else
        {
            json.Null("argv"u8);
        }

        if (image.ArgumentsCut) json.Truth("argv_cut"u8, true);
    }

    /// <summary>For each argument that is not UTF-8 its bytes in hexadecimal, null for the others.</summary>
    private void AppendArgumentBytes(byte[] arguments)
    {
        json.List("argv_hex"u8);
        foreach (var argument in new ArgumentReader(arguments))
        {
            json.Next();
            if (System.Text.Unicode.Utf8.IsValid(argument)) output.Append("null"u8);
            else JsonText.AppendHex(output, argument);
        }

        json.Close();
    }

    private void AppendCredentials(TrackedProcess process)
    {
        var credentials = process.Credentials;
        AppendUser("auid"u8, credentials.Auid, "auid_name"u8, credentials.Names?.Auid);
        AppendUser("uid"u8, credentials.Uid, "uid_name"u8, credentials.Names?.Uid);
        AppendUser("euid"u8, credentials.Euid, "euid_name"u8, credentials.Names?.Euid);
        json.Number("ses"u8, credentials.Session == Credentials.Unset ? null : credentials.Session);
        json.Bytes("tty"u8, process.Tty);
    }

    private void AppendUser(ReadOnlySpan<byte> field, uint uid, ReadOnlySpan<byte> nameField, byte[]? recorded)
    {
        var isSet = uid != Credentials.Unset;
        json.Number(field, isSet ? uid : null);
        if (isSet && recorded is { Length: > 0 }) json.Text(nameField, recorded);
        else if (isSet && recorded is null && names.TryGetUser(uid, out var name)) json.Text(nameField, name);
        else json.Null(nameField);
    }

    private void AppendEnd(ProcessEnd end)
    {
        switch (end.Kind)
        {
            case ProcessEndKind.Code:
                json.Text("end"u8, "code"u8);
                json.Number("exit_code"u8, end.Value);
                break;
            case ProcessEndKind.Signal:
                word.Clear();
                SignalName.Append(word, end.Value);
                json.Text("end"u8, "signal"u8);
                json.Number("signal"u8, PositiveOrNull(end.Value));
                json.Text("signal_name"u8, word.Written);
                json.Truth("core_dumped"u8, end.CoreDumped);
                break;
            default:
                json.Text("end"u8, "unknown"u8);
                break;
        }

        json.Seconds("duration_s"u8, end.Duration);
        json.Seconds("user_s"u8, end.UserTime);
        json.Seconds("system_s"u8, end.SystemTime);
        json.Number("max_rss"u8, end.MaxResidentBytes);
        json.Number("virtual_bytes"u8, end.VirtualBytes);
        json.Number("minor_faults"u8, end.MinorFaults);
        json.Number("major_faults"u8, end.MajorFaults);
    }

    private void AppendSources(ProcessSources sources)
    {
        json.List("source"u8);
        if ((sources & ProcessSources.Audit) != 0) _ = json.Value("audit"u8);
        if ((sources & ProcessSources.Accounting) != 0) _ = json.Value("accounting"u8);
        if ((sources & ProcessSources.Proc) != 0) _ = json.Value("proc"u8);
        json.Close();
    }
}
