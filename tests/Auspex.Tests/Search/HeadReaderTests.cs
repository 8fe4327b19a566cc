using System.Text;
using Auspex.Search;

namespace Auspex.Tests.Search;

public sealed class HeadReaderTests
{
    private static readonly string Tail = new('x', 160);

    /// <summary>What a head is made of: common parts, and such as only look like them.</summary>
    private static readonly string[][] Parts =
    [
        ["type=", "type=", "type=", "node=a type=", "Type=", "type ="],
        ["SYSCALL", "CWD", "PATH", "PROCTITLE", "UNKNOWN[1420]", "A", "MAC_UNLBL_STCADD", "MAC_UNLBL_STCDEL", "AVERYLONGNAMEOFATYPE", "A B", "A(B", ""],
        [" msg=audit(", " msg=audit(", " msg=audit(", " msg=Audit(", " nsg=audit(", "  msg=audit("],
        ["1700000000.123:456", "1700000000.123:457", "1700000000.124:456", "1700000000.123:4567890123", "1.2:3", "1700000000.1234:5", "1700000000.999:18446744073709551615", "abc", "-5.1:1", "1700000000.123:456x"],
        ["): ", "):", ") ", " ", ""],
        ["arch=", "", "\u001d", "("],
    ];

    [Fact]
    public void Every_head_is_read_as_it_is_read_alone()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var reader = new HeadReader();
        for (var i = 0; i < 100_000; i++)
        {
            var text = string.Concat(Parts.Select(p => p[random.Next(random.Next(3) == 0 ? p.Length : 2)])) + Tail[..random.Next(Tail.Length)];
            var line = Encoding.ASCII.GetBytes(text);
            var expected = RecordHead.TryRead(line, out var head);
            var isStamp = random.Next(2) == 0;
            if (isStamp)
            {
                Assert.True(expected == reader.TryReadStamp(line, out var stamp) && stamp == head.Stamp, $"AUSPEX_SEED={seed}: {text}");
                continue;
            }

            Assert.True(expected == reader.TryRead(line, out var actual) && head == actual, $"AUSPEX_SEED={seed}: {text}");
        }
    }
}
