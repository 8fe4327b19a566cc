using Auspex.Tool.Rulework;

namespace Auspex.Tests.Rulework;

/// <summary>Lines of /proc/self/mountinfo.</summary>
public sealed class MountPointTests
{
    [Theory]
    [InlineData("36 35 98:0 /mnt1 /mnt/a\\040b\\134 rw,noatime master:1 - ext3 /dev/root rw", "/mnt/a b\\", true)]
    [InlineData("24 1 0:22 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw", "/proc", false)]
    [InlineData("25 1 0:23 / /home rw,nosuid shared:5 master:6 - ext4 /dev/sda3 rw", "/home", false)]
    [InlineData("25 1 0:23 / /odd\\9 rw - ext4 /dev/sda3 rw", "/odd\\9", true)]
    public void A_line_is_read(string line, string path, bool mayHold) => Assert.Equal(new MountPoint(path, mayHold), MountPoint.Parse(line));

    [Theory]
    [InlineData("")]
    [InlineData("36 35 98:0 / /mnt rw -")]
    [InlineData("36 35 - / /mnt rw ext4")]
    public void A_line_of_another_form_is_left_out(string line) => Assert.Null(MountPoint.Parse(line));
}
