using System.Globalization;
using System.Text;
using System.Text.Json;
using Auspex.Tables;
using Auspex.Tests.Support;

namespace Auspex.Tests.Tables;

/// <summary>What ausyscall 4.2.2 printed, as far as it is a matter of tables: numbers, exact names, a part of a name, the dump.</summary>
public sealed class AusyscallGoldenTests
{
    [Fact]
    public void Tables_give_what_ausyscall_printed()
    {
        var compared = 0;
        foreach (var line in File.ReadLines(TestFiles.Shared("data/golden/ausyscall-4.2.2.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.GetProperty("rc").GetInt32() != 0) continue;
            var arguments = root.GetProperty("args").EnumerateArray().Select(a => a.GetString()!).ToList();
            Assert.Equal(root.GetProperty("stdout").GetString(), Answer(arguments));
            compared++;
        }

        Assert.Equal(24, compared);
    }

    private static string Answer(List<string> arguments)
    {
        var exact = arguments.Remove("--exact");
        var machine = Machine.X8664;
        if (arguments.Count > 1)
        {
            machine = arguments[0] switch
            {
                "b32" => Machine.X86,
                "b64" => Machine.X8664,
                _ => Machines.TryParse(Encoding.ASCII.GetBytes(arguments[0]), out var found) ? found : Machine.Unknown,
            };
        }

        var last = arguments[^1];
        if (last == "--dump") return "Using x86_64 syscall table:\n" + List(machine, "", "{1}\t{0}\n");
        if (int.TryParse(last, CultureInfo.InvariantCulture, out var number))
        {
            return Syscalls.TryGetName(machine, number, out var name) ? Encoding.ASCII.GetString(name) + "\n" : "";
        }

        if (!exact) return List(machine, last, "{0,-18} {1}\n");
        return Syscalls.TryGetNumber(machine, Encoding.ASCII.GetBytes(last), out number) ? number + "\n" : "";
    }

    private static string List(Machine machine, string part, string format)
    {
        var text = new StringBuilder();
        var parsed = CompositeFormat.Parse(format);
        for (var number = 0; number < Syscalls.Limit(machine); number++)
        {
            if (!Syscalls.TryGetName(machine, number, out var name)) continue;
            var call = Encoding.ASCII.GetString(name);
            if (call.Contains(part, StringComparison.OrdinalIgnoreCase)) text.AppendFormat(CultureInfo.InvariantCulture, parsed, call, number);
        }

        return text.ToString();
    }
}
