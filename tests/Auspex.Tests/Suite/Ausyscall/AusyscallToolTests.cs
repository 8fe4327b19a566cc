using System.Text;
using System.Text.Json;
using Auspex.Tables;
using Auspex.Tests.Interpretation;
using Auspex.Text;
using Auspex.Tool.Suite.Ausyscall;

namespace Auspex.Tests.Suite.Ausyscall;

public sealed class AusyscallToolTests
{
    private const string Usage = "usage: ausyscall [arch] name | number | --dump | --exact\n";

    [Fact]
    public void Prints_what_ausyscall_4_2_2_printed()
    {
        var compared = 0;
        foreach (var line in File.ReadLines(Shared.Path("data/golden/ausyscall-4.2.2.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var words = root.GetProperty("args").EnumerateArray().Select(a => a.GetString()!).ToArray();
            var expected = (root.GetProperty("rc").GetInt32(), root.GetProperty("stdout").GetString() + root.GetProperty("stderr").GetString());
            Assert.Equal(expected, Ask(words));
            compared++;
        }

        Assert.Equal(31, compared);
    }

    [Theory] // as Debian's ausyscall 3.0.9 answers
    [InlineData(1, Usage)]
    [InlineData(1, "Too many arguments\n" + Usage, "a", "b", "c", "d")]
    [InlineData(1, "Two syscall numbers not allowed\n" + Usage, "1", "2")]
    [InlineData(1, "Two machine types not allowed\n" + Usage, "b64", "b32")]
    [InlineData(1, "Two syscall names not allowed\n" + Usage, "open", "close")]
    [InlineData(1, "Error - either a syscall name or number must be given with an optional arch\n", "arm")]
    [InlineData(1, "Error - either a syscall name or number must be given with an optional arch\n", "--exact")]
    [InlineData(1, "Alpha processor support is deprecated\n", "alpha", "1")]
    [InlineData(1, "Unknown syscall dead using x86_64 lookup table\n", "dead")]
    [InlineData(1, "Unknown syscall -1 using x86_64 lookup table\n", "-1")]
    [InlineData(1, "Unknown syscall nosuch using i386 lookup table\n", "b32", "nosuch", "--exact")]
    [InlineData(1, "Unknown syscall 8191 using x86_64 lookup table\n", "8191")]
    [InlineData(0, "accept             43\naccept4            288\n", "accept")]
    [InlineData(0, "open\n", "c000003e", "2")]
    [InlineData(0, "brk\n", "12x")]
    [InlineData(0, "read\n", "0x5")]
    [InlineData(0, "open\n", "B64", "2")]
    [InlineData(0, "fork\n", "2", "b32")]
    [InlineData(0, "close\n", "b64", "3", "--exact")]
    [InlineData(0, "2\n", "OPEN", "--exact")]
    public void Answers_as_the_tool_does(int code, string text, params string[] words) => Assert.Equal((code, text), Ask(words));

    [Theory]
    [InlineData(1, "IA64 processor support is deprecated\n", "ia64", "1")]
    [InlineData(1, "Unknown syscall 99999999999 using x86_64 lookup table\n", "99999999999")]
    [InlineData(0, "openat\n", "c00000b7", "56")]
    [InlineData(0, "io_uring_setup     425\nio_uring_enter     426\nio_uring_register  427\n", "uring")]
    [InlineData(0, "openat\n", "URING", "18")]
    [InlineData(1, "Unknown syscall \u00e9 using x86_64 lookup table\n", "\u00e9")]
    public void Answers_where_the_tools_differ_or_were_not_asked(int code, string text, params string[] words) =>
        Assert.Equal((code, text), Ask(words));

    [Fact]
    public void A_dump_lists_the_table_whatever_else_is_asked()
    {
        var (code, text) = Ask("--dump", "open", "i386");
        Assert.Equal(0, code);
        Assert.StartsWith("Using i386 syscall table:\n0\trestart_syscall\n1\texit\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Machine.Aarch64), "b64", "openat\n")]
    [InlineData(nameof(Machine.Arm), "b64", "openat\n")]
    [InlineData(nameof(Machine.RiscV64), "b64", "openat\n")]
    public void Bits_are_those_of_the_machine_it_runs_on(string native, string bits, string name)
    {
        var text = new ByteBuffer();
        Assert.Equal(0, AusyscallTool.Answer([bits, "56"], Enum.Parse<Machine>(native), text));
        Assert.Equal(name, Encoding.ASCII.GetString(text.Written));
    }

    private static (int Code, string Text) Ask(params string[] words)
    {
        var text = new ByteBuffer();
        var code = AusyscallTool.Answer(words, Machine.X8664, text);
        return (code, Encoding.UTF8.GetString(text.Written));
    }
}
