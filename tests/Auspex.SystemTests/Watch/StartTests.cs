using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>What happens before the runtime begins: the native program alone.</summary>
public sealed class StartTests
{
    private const string Emulator = "/usr/bin/qemu-x86_64";

    [Fact]
    public void A_processor_that_lacks_something_is_told_in_a_sentence()
    {
        Assert.SkipUnless(AuspexProgram.Kind == "native" && File.Exists(Emulator), $"SKIPPED: needs the native program (it is {AuspexProgram.Kind}) and {Emulator}");
        using var program = RunningProgram.Start(Emulator, ["-cpu", "Nehalem", AuspexProgram.Path, "--version"]);
        var result = program.WaitForEnd(60_000);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"\Aauspex: this program needs a processor with AVX2[^\n]*\n\z", result.Errors);
    }

    [Theory]
    [InlineData("wach 2>&-", 2)]
    [InlineData("watch --if /no/such/log 2>&-", 2)]
    [InlineData("ausearch --no-such-option 2>&- >&- <&-", 1)]
    public void Closed_descriptors_are_nobody_elses(string line, int expected)
    {
        Assert.SkipUnless(AuspexProgram.Kind == "native", $"SKIPPED: the program is {AuspexProgram.Kind}");
        var result = AuspexTool.RunShell("$AUSPEX " + line);
        Assert.Equal((expected, ""), (result.ExitCode, result.Output + result.Errors));
    }
}
