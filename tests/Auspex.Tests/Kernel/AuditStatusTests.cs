using System.Runtime.InteropServices;
using Auspex.Kernel;

namespace Auspex.Tests.Kernel;

public sealed class AuditStatusTests
{
    private static readonly uint[] Words = [0, 1, 2, 4242, 10, 8192, 7, 3, 0x7F, 15000, 12];

    [Fact]
    public void All_eleven_words_are_read()
    {
        Assert.True(AuditStatus.TryParse(MemoryMarshal.AsBytes<uint>(Words), out var status));
        var expected = new AuditStatus
        {
            WordCount = 11,
            Enabled = EnabledState.On,
            Failure = FailureMode.Panic,
            AuditorPid = 4242,
            RateLimit = 10,
            BacklogLimit = 8192,
            Lost = 7,
            Backlog = 3,
            Abilities = (KernelAbilities)0x7F,
            BacklogWaitTime = 15000,
            BacklogWaitTimeActual = 12,
        };
        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData(32, 8)]
    [InlineData(36, 9)]
    [InlineData(40, 10)]
    [InlineData(43, 10)]
    public void An_older_kernel_sends_fewer_words_and_the_rest_is_zero(int bytes, int words)
    {
        Assert.True(AuditStatus.TryParse(MemoryMarshal.AsBytes<uint>(Words)[..bytes], out var status));
        Assert.Equal(words, status.WordCount);
        Assert.Equal(3u, status.Backlog);
        Assert.Equal(words > 8 ? (KernelAbilities)0x7F : KernelAbilities.None, status.Abilities);
        Assert.Equal(words > 9 ? 15000u : 0u, status.BacklogWaitTime);
        Assert.Equal(0u, status.BacklogWaitTimeActual);
    }

    [Fact]
    public void A_newer_kernel_may_send_more() =>
        Assert.True(AuditStatus.TryParse(new byte[64], out var status) && status.WordCount == 11);

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void Fewer_bytes_are_no_status(int bytes) => Assert.False(AuditStatus.TryParse(new byte[bytes], out _));

    [Fact]
    public void What_is_written_is_read_back_under_its_mask()
    {
        Assert.True(AuditStatus.TryParse(MemoryMarshal.AsBytes<uint>(Words), out var status));
        var bytes = new byte[AuditStatus.SizeBytes];
        status.Write(StatusMask.AuditorPid | StatusMask.Enabled, bytes);
        Assert.Equal(5u, MemoryMarshal.Read<uint>(bytes));
        Assert.Equal(MemoryMarshal.AsBytes<uint>(Words)[4..].ToArray(), bytes[4..]);
    }
}
