using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Processes;

namespace Auspex.Outputs;

/// <summary>Steps of processes' lives as JSON, one object a line. The schema is in docs/watch-json.md; a test keeps both the same.</summary>
internal sealed class ProcessJson
{
    private readonly LineBuffer output;
    private readonly IUserNames names;
    private readonly byte[] boot;
    private readonly UtcTime time = new();

    /// <summary>Writes into <paramref name="output"/>, with names from <paramref name="names"/>.</summary>
    /// <param name="output">Receives the lines.</param>
    /// <param name="names">Tells names of users.</param>
    /// <param name="bootId">The boot, as in <see cref="IProcessInfo.BootId"/>.</param>
    public ProcessJson(LineBuffer output, IUserNames names, string bootId)
    {
        ArgumentNullException.ThrowIfNull(bootId);
        this.output = output;
        this.names = names;
        boot = System.Text.Encoding.ASCII.GetBytes(bootId);
    }

    /// <summary>Appends the line of one step.</summary>
    public void Append(in ProcessEvent step)
    {
        var process = step.Process;
        output.Append("{\"event\":\""u8);
        output.Append(Name(step.Kind));
        output.Append("\",\"time\":\""u8);
        time.Append(output, step.Milliseconds);
        output.Append((byte)'"');
        AppendNode(process.Node);
        output.Append(",\"pid\":"u8);
        output.AppendNumber(process.Pid);
        output.Append(",\"ppid\":"u8);
        AppendPositive(process.ParentPid);
        output.Append(",\"id\":"u8);
        AppendIdentity(process);
        output.Append(",\"parent_id\":"u8);
        AppendParent(process.Parent);
        AppendImage(step.Kind, process);
        AppendCredentials(process);
        if (step.AuditKey is not null) AppendString(",\"key\":"u8, step.AuditKey, ",\"key_hex\":"u8);
        if (step.Kind is ProcessEventKind.Fork && process.IsBirthInferred) output.Append(",\"inferred\":true"u8);
        if (process.End is { } end) AppendEnd(end);
        AppendSources(step.Sources);
        output.Append("}\n"u8);
    }

    /// <summary>Appends the line of a loss.</summary>
    public void Append(in Loss loss)
    {
        output.Append("{\"event\":\"lost\",\"time\":\""u8);
        time.Append(output, loss.ToMilliseconds);
        output.Append((byte)'"');
        AppendNode(loss.Node);
        output.Append(",\"count\":"u8);
        AppendPositive(loss.Count);
        output.Append(",\"reason\":\""u8);
        output.Append(Name(loss.Reason));
        output.Append("\",\"from\":"u8);
        if (loss.FromMilliseconds <= 0)
        {
            output.Append("null"u8);
        }
        else
        {
            output.Append((byte)'"');
            time.Append(output, loss.FromMilliseconds);
            output.Append((byte)'"');
        }

        output.Append(",\"to\":\""u8);
        time.Append(output, loss.ToMilliseconds);
        output.Append("\"}\n"u8);
    }

    /// <summary>Appends the line of a step of the machine's clock: times before and after it do not compare.</summary>
    public void AppendClock(long fromMilliseconds, long toMilliseconds)
    {
        output.Append("{\"event\":\"clock\",\"time\":\""u8);
        time.Append(output, toMilliseconds);
        output.Append("\",\"from\":\""u8);
        time.Append(output, fromMilliseconds);
        output.Append("\",\"to\":\""u8);
        time.Append(output, toMilliseconds);
        output.Append("\"}\n"u8);
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

    private void AppendPositive(long value)
    {
        if (value > 0) output.AppendNumber(value);
        else output.Append("null"u8);
    }

    private void AppendNode(byte[]? node)
    {
        if (node is not null) AppendString(",\"node\":"u8, node, ",\"node_hex\":"u8);
    }

    private void AppendIdentity(TrackedProcess process)
    {
        if (process.Node is null)
        {
            output.Append((byte)'"');
        }
        else
        {
            _ = JsonText.Append(output, process.Node);
            output.Cut(output.Length - 1); // goes on behind the name
            output.Append((byte)'/');
        }

        AppendKey(process.Key);
        output.Append((byte)'"');
    }

    private void AppendKey(ProcessKey key)
    {
        output.Append(boot);
        output.Append((byte)'-');
        output.AppendNumber(key.Pid);
        output.Append((byte)'-');
        output.AppendHex((ulong)key.StartMilliseconds);
    }

    private void AppendParent(TrackedProcess? parent)
    {
        if (parent is null) output.Append("null"u8);
        else AppendIdentity(parent);
    }

    private void AppendImage(ProcessEventKind kind, TrackedProcess process)
    {
        var image = process.Image;
        AppendString(",\"comm\":"u8, process.Comm, ",\"comm_hex\":"u8);
        AppendString(",\"exe\":"u8, image.Exe, ",\"exe_hex\":"u8);
        AppendArguments(image);
        AppendString(",\"cwd\":"u8, image.Cwd, ",\"cwd_hex\":"u8);
        if (kind == ProcessEventKind.Exec) AppendString(",\"script\":"u8, image.Script, ",\"script_hex\":"u8);
        if (kind == ProcessEventKind.Exec || image.IsDeleted)
            output.Append(image.IsDeleted ? ",\"deleted\":true"u8 : ",\"deleted\":false"u8);
    }

    private void AppendString(ReadOnlySpan<byte> name, byte[]? value, ReadOnlySpan<byte> hexName)
    {
        output.Append(name);
        if (value is null)
        {
            output.Append("null"u8);
            return;
        }

        if (JsonText.Append(output, value)) return;
        output.Append(hexName);
        JsonText.AppendHex(output, value);
    }

    private void AppendArguments(ProcessImage image)
    {
        output.Append(",\"argv\":"u8);
        if (image.Arguments is not { } arguments)
        {
            output.Append(image.ArgumentsCut ? "null,\"argv_cut\":true"u8 : "null"u8);
            return;
        }

        var isUtf8 = true;
        output.Append((byte)'[');
        foreach (var argument in new ArgumentReader(arguments))
        {
            if (output.Written[^1] != (byte)'[') output.Append((byte)',');
            isUtf8 &= JsonText.Append(output, argument);
        }

        output.Append((byte)']');
        if (!isUtf8) AppendArgumentBytes(arguments);
        if (image.ArgumentsCut) output.Append(",\"argv_cut\":true"u8);
    }

    /// <summary>For each argument that is not UTF-8 its bytes in hexadecimal, null for the others.</summary>
    private void AppendArgumentBytes(byte[] arguments)
    {
        output.Append(",\"argv_hex\":["u8);
        foreach (var argument in new ArgumentReader(arguments))
        {
            if (output.Written[^1] != (byte)'[') output.Append((byte)',');
            if (System.Text.Unicode.Utf8.IsValid(argument)) output.Append("null"u8);
            else JsonText.AppendHex(output, argument);
        }

        output.Append((byte)']');
    }

    private void AppendCredentials(TrackedProcess process)
    {
        var credentials = process.Credentials;
        AppendUser(",\"auid\":"u8, credentials.Auid, ",\"auid_name\":"u8, credentials.Names?.Auid);
        AppendUser(",\"uid\":"u8, credentials.Uid, ",\"uid_name\":"u8, credentials.Names?.Uid);
        AppendUser(",\"euid\":"u8, credentials.Euid, ",\"euid_name\":"u8, credentials.Names?.Euid);
        output.Append(",\"ses\":"u8);
        if (credentials.Session == Credentials.Unset) output.Append("null"u8);
        else output.AppendNumber(credentials.Session);
        AppendString(",\"tty\":"u8, process.Tty, ",\"tty_hex\":"u8);
    }

    private void AppendUser(ReadOnlySpan<byte> field, uint uid, ReadOnlySpan<byte> nameField, byte[]? recorded)
    {
        output.Append(field);
        if (uid == Credentials.Unset)
        {
            output.Append("null"u8);
            output.Append(nameField);
            output.Append("null"u8);
            return;
        }

        output.AppendNumber(uid);
        output.Append(nameField);
        if (recorded is { Length: > 0 }) JsonText.Append(output, recorded);
        else if (recorded is null && names.TryGetUser(uid, out var name)) JsonText.Append(output, name);
        else output.Append("null"u8);
    }

    private void AppendEnd(ProcessEnd end)
    {
        switch (end.Kind)
        {
            case ProcessEndKind.Code:
                output.Append(",\"end\":\"code\",\"exit_code\":"u8);
                output.AppendNumber(end.Value);
                break;
            case ProcessEndKind.Signal:
                output.Append(",\"end\":\"signal\",\"signal\":"u8);
                AppendPositive(end.Value);
                output.Append(",\"signal_name\":"u8);
                SignalName.AppendJson(output, end.Value);
                output.Append(end.CoreDumped ? ",\"core_dumped\":true"u8 : ",\"core_dumped\":false"u8);
                break;
            default:
                output.Append(",\"end\":\"unknown\""u8);
                break;
        }

        AppendSeconds(",\"duration_s\":"u8, end.Duration);
        AppendSeconds(",\"user_s\":"u8, end.UserTime);
        AppendSeconds(",\"system_s\":"u8, end.SystemTime);
        AppendNumber(",\"max_rss\":"u8, end.MaxResidentBytes);
        AppendNumber(",\"virtual_bytes\":"u8, end.VirtualBytes);
        AppendNumber(",\"minor_faults\":"u8, end.MinorFaults);
        AppendNumber(",\"major_faults\":"u8, end.MajorFaults);
    }

    private void AppendSeconds(ReadOnlySpan<byte> name, TimeSpan? value)
    {
        output.Append(name);
        if (value is null) output.Append("null"u8);
        else output.AppendSeconds(value.Value);
    }

    private void AppendNumber(ReadOnlySpan<byte> name, long? value)
    {
        output.Append(name);
        if (value is null) output.Append("null"u8);
        else output.AppendNumber(value.Value);
    }

    private void AppendSources(ProcessSources sources)
    {
        output.Append(",\"source\":["u8);
        if ((sources & ProcessSources.Audit) != 0) output.Append("\"audit\","u8);
        if ((sources & ProcessSources.Accounting) != 0) output.Append("\"accounting\","u8);
        if ((sources & ProcessSources.Proc) != 0) output.Append("\"proc\","u8);
        if (output.Written[^1] == (byte)',') output.Cut(output.Length - 1);
        output.Append((byte)']');
    }
}
