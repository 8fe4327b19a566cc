using System.Text;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Tests.Records;

/// <summary>Arguments count by their numbers, and what is missing shows.</summary>
public sealed class CommandLineReaderTests
{
    [Theory]
    [InlineData("one|two", 2, false, "argc=2 a0=\"one\" a1=\"two\"")]
    [InlineData("|x y", 2, false, "argc=2 a0=\"\" a1=782079")]
    [InlineData("", 0, false, "argc=0")]
    [InlineData("prog|one|ABC|end", 4, false, "a2[1]=43 a3=\"end\"", "argc=4 a0=\"prog\" a1=\"one\" a2_len=6 a2[0]=4142")]
    [InlineData("a|b|c", 3, false, "a2=\"c\" a1=\"b\" a0=\"a\" argc=3")]
    [InlineData("arg1|arg2|…|arg5", 5, true, "argc=5 a0=\"arg1\" a1=\"arg2\"", "a4=\"arg5\"")]
    [InlineData("…|b", 2, true, "argc=2 a1=\"b\"")]
    [InlineData("a|…", 3, true, "argc=3 a0=\"a\"")]
    [InlineData("a|01…34|d", 3, true, "argc=3 a0=\"a\" a1_len=5 a1[0]=3031", "a1[2]=3334 a2=\"d\"")]
    [InlineData("a|…34", 2, true, "argc=2 a0=\"a\" a1_len=4 a1[1]=3334")]
    [InlineData("a|ABC…", 2, true, "argc=2 a0=\"a\" a1_len=12 a1[0]=414243")]
    [InlineData("a|ABCDEF", 2, false, "argc=2 a0=\"a\" a1_len=12 a1[0]=414243 a1[1]=444546")]
    [InlineData("a|abcdef", 2, false, "argc=2 a0=\"a\" a1_len=6 a1[0]=\"abc\" a1[1]=\"def\"")]
    [InlineData("b|…", 1, true, "a0=\"b\"")]
    [InlineData("…|c|…", 3, true, "a2=\"c\"")]
    [InlineData("a|…", 1, true, "argc=x a0=\"a\" a[0]=\"no\" a1[x]=\"no\" a1x=\"no\"")]
    [InlineData("first|b", 2, false, "argc=2 a0=\"first\" a1=\"b\" a0=\"second\"")]
    [InlineData("…|z", 100000, true, "argc=100000 a99999=\"z\"")]
    public void Arguments_stand_in_their_order(string expected, int total, bool isCut, params string[] bodies)
    {
        var reader = new CommandLineReader();
        reader.Read(new Bodies(bodies));
        Assert.True(reader.IsKnown);
        Assert.Equal(expected, string.Join('|', Enumerable.Range(0, reader.Count).Select(i => Encoding.UTF8.GetString(reader[i]))));
        Assert.Equal((total, isCut), (reader.Total, reader.IsCut));
        Assert.Equal(reader.Count, reader.Text.Count((byte)0));
    }

    [Fact]
    public void Without_a_record_nothing_is_known()
    {
        var reader = new CommandLineReader();
        reader.Read(new Bodies([]));
        Assert.Equal((false, false, 0), (reader.IsKnown, reader.IsCut, reader.Count));
    }

    private sealed class Bodies(string[] bodies) : IRecordList
    {
        public int Count => bodies.Length;

        public RecordType TypeOf(int index) => RecordType.Execve;

        public ReadOnlySpan<byte> BodyOf(int index) => Encoding.UTF8.GetBytes(bodies[index]);
    }
}
