using Auspex.Interpretation;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Normalization;

/// <summary>Says of an event who did what to what, how, and with which result.</summary>
/// <remarks>
/// Give it an event, then ask for the parts: they stay valid until the next event. Only the records and fields that matter are read,
/// each once. Once warm it allocates nothing per event. Belongs to one thread. What it says depends on the event alone.
/// Source: spec 9.5; departures from 4.2.2 are in docs/differences.md.
/// </remarks>
public sealed partial class EventNormalizer
{
    private readonly Interpreter interpreter;
    private readonly IUserIds ids;
    private readonly bool hasLabels;
    private readonly EventField[] parts = new EventField[(int)EventPart.Key + 1];
    private readonly RecordFields main = new(); // the system call, or the only record
    private RecordFields item = new(); // what was acted upon
    private RecordFields otherItem = new(); // what it became
    private readonly RecordFields decision = new(); // what mandatory access control said of it
    private readonly ByteBuffer action = new(64);
    private readonly ByteBuffer how = new(256);
    private readonly ByteBuffer processes = new(64);
    private readonly ByteBuffer cwd = new(256);
    private readonly ByteBuffer scratch = new(256);

    /// <summary>A normaliser that knows the users of one machine.</summary>
    /// <param name="interpreter">Says what values mean.</param>
    /// <param name="ids">Tells what kind of account a name is.</param>
    /// <param name="hasLabels">True to look for security labels too.</param>
    public EventNormalizer(Interpreter interpreter, IUserIds ids, bool hasLabels = false)
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        ArgumentNullException.ThrowIfNull(ids);
        this.interpreter = interpreter;
        this.ids = ids;
        this.hasLabels = hasLabels;
    }

    /// <summary>What the event is about.</summary>
    public EventKind Kind { get; private set; }

    /// <summary>What kind of account acted.</summary>
    public SubjectKind SubjectKind { get; private set; }

    /// <summary>What kind of thing was acted upon.</summary>
    public ObjectKind ObjectKind { get; private set; }

    /// <summary>How it ended.</summary>
    public EventResult Result { get; private set; }

    /// <summary>What was done, such as <c>opened-file</c>; empty when there is no word for it.</summary>
    public ReadOnlySpan<byte> Action => action.Written;

    /// <summary>By what it was done, mostly a program; empty when the event does not say.</summary>
    public ReadOnlySpan<byte> How => how.Written;

    /// <summary>The processes that a signal was sent to, three at most: <c>17,18,19,...</c>; empty otherwise.</summary>
    public ReadOnlySpan<byte> Processes => processes.Written;

    /// <summary>True when the name of <see cref="EventPart.Object"/>'s field says what was acted upon, and not its value.</summary>
    public bool ObjectIsSetting { get; private set; }

    /// <summary>True when the event has the part.</summary>
    public bool Has(EventPart part) => parts[(int)part].Source is not null;

    /// <summary>The name of the part's field, empty when the event has no such part.</summary>
    public ReadOnlySpan<byte> Name(EventPart part) => KnownFields.Text(parts[(int)part].Name);

    /// <summary>The part's value as written, quotes and hexadecimal kept; empty when the event has no such part.</summary>
    public ReadOnlySpan<byte> Value(EventPart part)
    {
        var (source, name) = parts[(int)part];
        return source is null ? default : source.Value(name);
    }

    /// <summary>The type of the part's value.</summary>
    public FieldType Type(EventPart part)
    {
        var (source, name) = parts[(int)part];
        return source is null ? FieldType.Unclassified : FieldTyping.Resolve(source.Type, KnownFields.Text(name), source.Value(name));
    }

    /// <summary>Adds what the part means: names for ids, whole paths for files. Nothing when the event has no such part.</summary>
    public void Append(EventPart part, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (source, name) = parts[(int)part];
        if (source is not null) Interpret(source, name, output);
    }

    /// <summary>The fields of the system call, else of the first record, of the event that was taken in last.</summary>
    internal RecordFields Main => main;

    /// <summary>Takes in <paramref name="e"/>, whose bytes are needed for this call only.</summary>
    /// <returns>False when its records say nothing that could be told: only <see cref="Kind"/> is meaningful then.</returns>
    public bool TryNormalize(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        parts.AsSpan().Clear();
        action.Clear();
        how.Clear();
        processes.Clear();
        cwd.Clear();
        SubjectKind = SubjectKind.None;
        ObjectKind = ObjectKind.Unknown;
        Result = EventResult.None;
        ObjectIsSetting = false;
        Kind = EventKindOf.Type(e.FirstType);
        if (e.Count > 1 || e.FirstType == RecordType.Syscall) return TryNormalizeCall(e);
        main.Read(e[0]);
        NormalizeSingle();
        return true;
    }

    /// <summary>Takes the field for the part, where the record has it.</summary>
    private bool Take(EventPart part, RecordFields source, KnownField name)
    {
        if (!source.Has(name)) return false;
        parts[(int)part] = new EventField(source, name);
        return true;
    }

    private void TakeSession() => Take(EventPart.Session, main, KnownField.Ses);

    private void TakeLabel()
    {
        if (hasLabels) Take(EventPart.SubjectLabel, main, KnownField.Subj);
    }

    /// <summary>Takes as whom it was done, and what kind of account that is.</summary>
    private void TakeActingAs()
    {
        if (Take(EventPart.ActingAs, main, KnownField.Uid)) SubjectKind = KindOfUser(main.Value(KnownField.Uid));
    }

    private void Interpret(RecordFields source, KnownField name, ByteBuffer output)
    {
        var value = source.Value(name);
        if (name == KnownField.Label)
        {
            var from = output.Length;
            EscapedText.Append(value, output); // of no known type in -i, as in 4.2.2
            Escaping.Apply(output, from, interpreter.Mode);
            return;
        }

        // Of a file that was not opened by a name none is known, in whatever directory (docs/differences.md, null-name).
        var directory = name == KnownField.Name && !value.SequenceEqual("(null)"u8) ? cwd.Written : default;
        var start = output.Length;
        var type = interpreter.Interpret(source.Context(name, directory), KnownFields.Text(name), value, output);
        if (type != FieldType.EscapedKey) return;
        var end = output.From(start).IndexOf(Escaping.KeySeparator);
        if (end >= 0) output.Truncate(start + end); // of several keys the first
    }

    private void SetAction(ReadOnlySpan<byte> word)
    {
        action.Clear();
        action.Append(word);
    }

    /// <summary>The word that stands for the type of record.</summary>
    private void SetActionOf(RecordType type)
    {
        action.Clear();
        if (RecordActions.Table.TryGetName((uint)type, out var word)) action.Append(word);
    }

    private void SetActionFrom(RecordFields source, KnownField name)
    {
        action.Clear();
        if (source.Has(name)) Interpret(source, name, action);
    }

    private void SetHow(KnownField name)
    {
        how.Clear();
        if (main.Has(name)) Interpret(main, name, how);
    }

    /// <summary>The program; of interpreters, which do anything, the name of what they run.</summary>
    private void SetHowToProgram() => SetHow(ProgramField());

    private KnownField ProgramField()
    {
        if (!main.Has(KnownField.Exe) || !main.Has(KnownField.Comm)) return KnownField.Exe;
        scratch.Clear();
        EscapedText.Append(main.Value(KnownField.Exe), scratch);
        var program = scratch.Written;
        if (!program.StartsWith("/usr/bin/"u8)) return KnownField.Exe;
        program = program[9..];
        var isInterpreter = program.StartsWith("python"u8) || program.StartsWith("sh"u8) || program.StartsWith("bash"u8) || program.StartsWith("perl"u8);
        return isInterpreter ? KnownField.Comm : KnownField.Exe;
    }

    private void SetResult(KnownField name)
    {
        var value = main.Value(name);
        if (!value.IsEmpty) Result = ResultOf(value);
    }

    private static EventResult ResultOf(ReadOnlySpan<byte> value)
    {
        var isSuccess = value[0] is >= (byte)'0' and <= (byte)'9'
            ? CNumber.TryParseUnsigned(value, 10, out var number) && number == 1
            : value.SequenceEqual("yes"u8) || value.StartsWith("suc"u8);
        return isSuccess ? EventResult.Success : EventResult.Failed;
    }

    private static SubjectKind KindOfUser(ReadOnlySpan<byte> value) => CNumber.TryParseUnsigned(value, 10, out var id) ? KindOfUser((uint)id) : SubjectKind.Unknown;

    private static SubjectKind KindOfUser(uint id) => id switch
    {
        0 => SubjectKind.Privileged,
        uint.MaxValue => SubjectKind.Unset,
        < 1000 => SubjectKind.Service,
        < 60000 => SubjectKind.User,
        _ => SubjectKind.Unknown,
    };
}
