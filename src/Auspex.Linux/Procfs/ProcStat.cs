using Auspex.Text;

namespace Auspex.Linux.Procfs;

/// <summary>What is needed of <c>/proc/PID/stat</c>.</summary>
/// <remarks>
/// <code>
/// stat = pid " (" comm ") " state " " ppid " " … tty_nr(7) " " tpgid " " flags(9) … num_threads(20) … starttime(22) …
/// </code>
/// The name may hold any byte, so that the last parenthesis ends it. Source: proc_pid_stat(5).
/// </remarks>
internal readonly ref struct ProcStat
{
    private const uint PF_KTHREAD = 0x0020_0000;

    /// <summary>The name, valid as long as the text.</summary>
    internal ReadOnlySpan<byte> Comm { get; private init; }

    /// <summary>R, S, D, Z …</summary>
    internal byte State { get; private init; }

    /// <summary>The parent.</summary>
    internal int ParentPid { get; private init; }

    /// <summary>The terminal's device number, 0 for none.</summary>
    internal uint TtyNumber { get; private init; }

    /// <summary>True for a kernel thread.</summary>
    internal bool IsKernelThread { get; private init; }

    /// <summary>Threads.</summary>
    internal int Threads { get; private init; }

    /// <summary>Start in clock ticks since boot.</summary>
    internal long StartTicks { get; private init; }

    /// <summary>True when all its threads have ended and only its parent has not taken note.</summary>
    internal bool IsDead => State is (byte)'Z' or (byte)'X' && Threads <= 1;

    /// <summary>Takes the text apart.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out ProcStat stat)
    {
        stat = default;
        var open = text.IndexOf((byte)'(');
        var close = text.LastIndexOf((byte)')');
        if (open < 0 || close < open || close + 4 > text.Length) return false;

        Span<long> numbers = stackalloc long[23];
        numbers.Clear();
        var rest = text[(close + 2)..];
        var state = rest[0];
        rest = rest[1..];
        for (var number = 4; number <= 22; number++)
        {
            if (rest.IsEmpty) return false;
            rest = rest[1..];
            var end = rest.IndexOfAny((byte)' ', (byte)'\n');
            var word = end < 0 ? rest : rest[..end];
            if (!DecimalText.TryParse(word, out long value)) return false;
            numbers[number] = value;
            rest = rest[word.Length..];
        }

        stat = new ProcStat
        {
            Comm = text[(open + 1)..close],
            State = state,
            ParentPid = (int)numbers[4],
            TtyNumber = (uint)numbers[7],
            IsKernelThread = (numbers[9] & PF_KTHREAD) != 0,
            Threads = (int)numbers[20],
            StartTicks = numbers[22],
        };
        return true;
    }
}
