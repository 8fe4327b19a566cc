using System.Text;
using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>tls_allowed_clients.</summary>
public sealed class AllowedClientsTests
{
    [Fact]
    public void Each_line_is_a_client()
    {
        var clients = AllowedClients.Read("# who\n\nmars enabled key=/etc/k/mars the red one\nvenus disabled key=/etc/k/venus\n"u8, "F", out var fault);
        Assert.Equal("", fault);
        Assert.Equal([new AllowedClient("mars", true, "/etc/k/mars"), new AllowedClient("venus", false, "/etc/k/venus")], clients);
    }

    [Theory]
    [InlineData("mars", "F(1): enabled or disabled must follow the identity")]
    [InlineData("\nmars maybe", "F(2): enabled or disabled must follow the identity")]
    [InlineData("mars enabled key=etc", "F(1): key= needs an absolute path")]
    [InlineData("mars enabled key=/a\nmars disabled key=/b", "F(2): identity mars is there twice")]
    [InlineData("mars enabled key=/a\nvenus enabled key=/a", "F(2): key /a is there twice")]
    [InlineData("mars enabled key=/a\nvenus enabled", "F: either all clients have key=, or none has")]
    [InlineData("mars enabled\nvenus enabled", "F: without key= only one client may be enabled")]
    [InlineData("m\u00fcrs enabled", "F(1): an identity is 1 to 255 printable characters")]
    public void What_is_wrong_counts_for_the_whole_list(string text, string expected)
    {
        Assert.Null(AllowedClients.Read(Encoding.Latin1.GetBytes(text), "F", out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void A_long_line_is_refused() => Assert.Null(AllowedClients.Read(new byte[600], "F", out _));
}
