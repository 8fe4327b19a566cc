using System.Text;
using Auspex.Linux.Loop;
using Auspex.Tables;
using Auspex.Text;
using Auspex.Tool.Suite.Common;
using Machine = Auspex.Tables.Machine;

namespace Auspex.Tool.Suite.Ausyscall;

/// <summary>The tool <c>ausyscall</c>: numbers and names of system calls.</summary>
/// <remarks>Source: ausyscall(8); spec 1.5.</remarks>
internal static class AusyscallTool
{
    private const int Failure = 1;
    private const int SearchLimit = 1400; // numbers that are looked through for a name
    private const int NameColumn = 18;

    /// <summary>Runs it on the machine it is on.</summary>
    internal static int Run(string[] words)
    {
        try
        {
            var native = Machines.TryParse(Encoding.ASCII.GetBytes(Linux.Loop.Machine.Architecture), out var known) ? known : Machine.Unknown;
            return Run(words, native, new FdWriter(1), new FdWriter(2));
        }
        catch (Auspex.Kernel.KernelException e)
        {
            StandardError.Tell("ausyscall: " + e.Message);
            return Failure;
        }
    }

    private static int Run(string[] words, Machine native, FdWriter output, FdWriter errors)
    {
        var text = new ByteBuffer();
        var code = Answer(words, native, text);
        if (code != 0) text.Append(Encoding.UTF8.GetBytes(Advice(words, native)));
        var writer = code == 0 ? output : errors;
        writer.Write(text.Written);
        return writer.Flush() ? code : ReaderGoneException.ExitCode;
    }

    /// <summary>Adds the answer, or when the code is not 0 what is wrong.</summary>
    /// <returns>The exit code.</returns>
    internal static int Answer(ReadOnlySpan<string> words, Machine native, ByteBuffer text)
    {
        if (AusyscallQuery.Parse(words, native, out var query) is { } error)
        {
            text.Append(Encoding.UTF8.GetBytes(error));
            return Failure;
        }

        if (query.IsDump)
        {
            AppendTable(query.Machine, text);
            return 0;
        }

        var asked = query.Name ?? query.Number!;
        if (query.Name is not null ? TryAppendNumbers(query, text) : TryAppendName(query, text)) return 0;
        text.Append("Unknown syscall "u8);
        text.Append(Encoding.UTF8.GetBytes(query.Name is null && query.TryReadNumber(out var number) ? $"{number}" : asked));
        text.Append(" using "u8);
        text.Append(Machines.Name(query.Machine));
        text.Append(" lookup table\n"u8);
        return Failure;
    }

    /// <summary>The call or option that an unknown name may have meant, in a line of our own below the tool's, or empty.</summary>
    internal static string Advice(ReadOnlySpan<string> words, Machine native)
    {
        if (AusyscallQuery.Parse(words, native, out var query) is not null || query.Name is not { } name) return "";
        var names = name.StartsWith('-') ? AusyscallPage.Page.Options.Select(o => "--" + o.Name) : NamesOf(query.Machine);
        return NearestName.AdviceFor(name, names) is { Length: > 0 } advice ? $"ausyscall: {advice}\n" : "";
    }

    private static void AppendTable(Machine machine, ByteBuffer text)
    {
        text.Append("Using "u8);
        text.Append(Machines.Name(machine));
        text.Append(" syscall table:\n"u8);
        for (var number = 0; number < Syscalls.Limit(machine); number++)
        {
            if (!Syscalls.TryGetName(machine, number, out var name)) continue;
            text.AppendDecimal((long)number);
            text.Append((byte)'\t');
            text.Append(name);
            text.Append((byte)'\n');
        }
    }

    private static bool TryAppendName(AusyscallQuery query, ByteBuffer text)
    {
        if (!query.TryReadNumber(out var number) || !Syscalls.TryGetName(query.Machine, number, out var name)) return false;
        text.Append(name);
        text.Append((byte)'\n');
        return true;
    }

    private static bool TryAppendNumbers(AusyscallQuery query, ByteBuffer text)
    {
        var asked = Encoding.UTF8.GetBytes(query.Name!);
        if (!query.IsExact) return TryAppendMatches(query.Machine, asked, text);
        if (!Syscalls.TryGetNumber(query.Machine, asked, out var number)) return false;
        text.AppendDecimal((long)number);
        text.Append((byte)'\n');
        return true;
    }

    private static bool TryAppendMatches(Machine machine, ReadOnlySpan<byte> part, ByteBuffer text)
    {
        var isFound = false;
        var limit = Math.Min(Syscalls.Limit(machine), SearchLimit);
        for (var number = 0; number < limit; number++)
        {
            if (!Syscalls.TryGetName(machine, number, out var name) || !Contains(name, part)) continue;
            isFound = true;
            text.Append(name);
            for (var column = name.Length; column < NameColumn; column++) text.Append((byte)' ');
            text.Append((byte)' ');
            text.AppendDecimal((long)number);
            text.Append((byte)'\n');
        }

        return isFound;
    }

    private static IEnumerable<string> NamesOf(Machine machine)
    {
        for (var number = 0; number < Syscalls.Limit(machine); number++)
        {
            if (Syscalls.TryGetName(machine, number, out var name)) yield return Encoding.ASCII.GetString(name);
        }
    }

    private static bool Contains(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part)
    {
        for (var start = 0; start + part.Length <= name.Length; start++)
        {
            if (Ascii.EqualsIgnoreCase(name.Slice(start, part.Length), part)) return true;
        }

        return false;
    }
}
