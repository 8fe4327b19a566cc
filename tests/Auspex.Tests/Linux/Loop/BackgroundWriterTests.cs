using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Loop;

namespace Auspex.Tests.Linux.Loop;

public sealed class BackgroundWriterTests
{
    [Fact]
    public void Who_adds_never_waits_for_who_writes()
    {
        using var gate = new ManualResetEventSlim();
        var written = new MemoryStream();
        using var writer = new BackgroundWriter("test", 200_000, block =>
        {
            gate.Wait(TestContext.Current.CancellationToken);
            written.Write(block);
            return true;
        });
        var line = Encoding.ASCII.GetBytes(new string('x', 999) + "\n");
        var taken = 0;
        for (var i = 0; i < 1000; i++) taken += writer.TryAdd(line) ? 1 : 0;
        Assert.Equal(200, taken); // the bound, to the byte: what is being written counts
        Assert.False(writer.WaitUntilWritten(20));
        Assert.True(writer.TryAdd("exempt\n"u8, isExempt: true));
        gate.Set();
        Assert.True(writer.WaitUntilWritten(20_000));
        Assert.Equal(200_007, written.Length);
        Assert.True(writer.TryAdd(line));
        Assert.True(writer.WaitUntilWritten(20_000));
    }

    [Fact]
    public void Lines_come_in_their_order_and_whole()
    {
        var blocks = new List<string>();
        using var writer = new BackgroundWriter("test", 8 << 20, block =>
        {
            blocks.Add(Encoding.ASCII.GetString(block));
            return true;
        });
        var expected = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            var line = $"line {i} {new string('.', i % 97)}\n";
            expected.Append(line);
            Assert.True(writer.TryAdd(Encoding.ASCII.GetBytes(line)));
        }

        Assert.True(writer.WaitUntilWritten(20_000));
        Assert.Equal(expected.ToString(), string.Concat(blocks));
        Assert.All(blocks, b => Assert.EndsWith("\n", b, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reader_that_goes_away_or_an_error_ends_it(bool isError)
    {
        using var writer = new BackgroundWriter("test", 1000, _ => isError ? throw new KernelException("write", 28, "full") : false);
        Assert.True(writer.TryAdd("a\n"u8));
        Assert.True(writer.WaitUntilWritten(20_000));
        Assert.True(writer.HasEnded);
        Assert.Equal(isError ? 28 : null, writer.Failure?.Errno);
        Assert.True(writer.TryAdd(new byte[5000])); // thrown away: nobody reads
    }

    [Fact]
    public void A_fault_of_the_writing_ends_the_writer_and_not_the_program()
    {
        using var writer = new BackgroundWriter("test", 1000, static _ => throw new InvalidOperationException("a fault"));
        Assert.True(writer.TryAdd("a line\n"u8));
        Assert.True(SpinWait.SpinUntil(() => writer.HasEnded, 10_000));
        Assert.Contains("a fault", writer.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal(0, writer.Pending);
    }
}
