using System.Text;
using Auspex.Linux.Procfs;

namespace Auspex.Tests.Linux.Procfs;

public sealed class TtyNamesTests
{
    [Theory]
    [InlineData(0x0401, "tty1")]
    [InlineData(0x0440, "ttyS0")]
    [InlineData(0x0443, "ttyS3")]
    [InlineData(0x0501, "console")]
    [InlineData(0x8800, "pts0")]
    [InlineData(0x88FF, "pts255")]
    [InlineData(0x8900, "pts256")]
    [InlineData(0x108800, "pts256")] // minor 256 in the upper bits
    [InlineData(0xE500, "hvc0")]
    [InlineData(0xCC40, "ttyAMA0")]
    public void They_are_named_as_audit_names_them(int number, string name) =>
        Assert.Equal(name, Encoding.ASCII.GetString(TtyNames.Get((uint)number)!));

    [Theory]
    [InlineData(0)]
    [InlineData(0x0300)]
    public void No_terminal_and_unknown_drivers_have_no_name(int number) => Assert.Null(TtyNames.Get((uint)number));
}
