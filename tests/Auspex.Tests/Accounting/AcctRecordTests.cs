using Auspex.Accounting;
using Auspex.Tests.Linux;

namespace Auspex.Tests.Accounting;

public sealed class AcctRecordTests
{
    /// <summary>Writes one record through the header's own structure.</summary>
    private const string Program = """
        #include <linux/acct.h>
        #include <stddef.h>
        #include <stdio.h>
        #include <string.h>
        _Static_assert(sizeof(struct acct_v3) == 64, "size");
        _Static_assert(AFORK == 1 && ASU == 2 && ACOMPAT == 4 && ACORE == 8 && AXSIG == 16 && AGROUP == 32, "flags");
        int main(void) {
          struct acct_v3 a = {
            .ac_flag = AFORK | ACORE | AXSIG, .ac_version = 3 | ACCT_BYTEORDER, .ac_tty = 0x8803, .ac_exitcode = 0x8b,
            .ac_uid = 1000, .ac_gid = 4294967294u, .ac_pid = 4194303, .ac_ppid = 1, .ac_btime = 4000000000u, .ac_etime = 123.0f,
            .ac_utime = 250, .ac_stime = 0x2000 | 25, .ac_mem = 0x4000 | 3, .ac_io = 4, .ac_rw = 5, .ac_minflt = 6,
            .ac_majflt = 7, .ac_swaps = 8, .ac_comm = "fifteen letters",
          };
          return fwrite(&a, sizeof a, 1, stdout) != 1;
        }
        """;

    [Fact]
    public void A_record_made_by_the_header_is_read()
    {
        var bytes = CCompiler.Run(Program);
        Assert.Equal(AcctFormat.V3, AcctRecord.Parse(bytes, out var record));
        AssertRead(record);
    }

    [Fact]
    public void A_record_of_the_other_byte_order_is_read()
    {
        var bytes = CCompiler.Run(Program);
        bytes[1] ^= 0x80;
        foreach (var (at, size) in new[] { (2, 2), (4, 4), (8, 4), (12, 4), (16, 4), (20, 4), (24, 4), (28, 4) }
            .Concat(Enumerable.Range(0, 8).Select(i => (32 + (2 * i), 2))))
        {
            Array.Reverse(bytes, at, size);
        }

        Assert.Equal(AcctFormat.V3, AcctRecord.Parse(bytes, out var record));
        AssertRead(record);
    }

    [Theory]
    [InlineData(0x0700u, 7, 0)]
    [InlineData(0xFF00u, 255, 0)]
    [InlineData(9u, 0, 9)]
    [InlineData(0x8Bu, 0, 11)]
    [InlineData(0x0Bu, 0, 11)]
    public void The_status_is_an_exit_code_or_a_signal(uint status, int code, int signal)
    {
        var bytes = new byte[AcctRecord.SizeBytes];
        bytes[1] = 3;
        BitConverter.TryWriteBytes(bytes.AsSpan(4), status);
        Assert.Equal(AcctFormat.V3, AcctRecord.Parse(bytes, out var record));
        Assert.Equal((code, signal, (status & 0x80) != 0), (record.ExitCode, record.Signal, record.CoreDumped));
    }

    [Theory]
    [InlineData(0, AcctFormat.Older)]
    [InlineData(1, AcctFormat.Older)]
    [InlineData(2, AcctFormat.Older)]
    [InlineData(0x82, AcctFormat.Older)]
    [InlineData(4, AcctFormat.Malformed)]
    [InlineData(0x7F, AcctFormat.Malformed)]
    internal void Other_versions_are_told_apart(int version, AcctFormat expected)
    {
        var bytes = new byte[AcctRecord.SizeBytes];
        bytes[1] = (byte)version;
        bytes[20] = 1;
        Assert.Equal(expected, AcctRecord.Parse(bytes, out _));
    }

    [Fact]
    public void A_hole_or_a_part_is_no_record()
    {
        Assert.Equal(AcctFormat.Malformed, AcctRecord.Parse(new byte[AcctRecord.SizeBytes], out _));
        Assert.Equal(AcctFormat.Malformed, AcctRecord.Parse(new byte[AcctRecord.SizeBytes - 1], out _));
    }

    [Fact]
    public void Hostile_bytes_are_read_as_something()
    {
        const int seed = 99;
        var random = new Random(seed);
        var bytes = new byte[AcctRecord.SizeBytes];
        for (var round = 0; round < 50_000; round++)
        {
            random.NextBytes(bytes);
            bytes[1] = (byte)(3 | (bytes[1] & 0x80));
            Assert.Equal(AcctFormat.V3, AcctRecord.Parse(bytes, out var record));
            Assert.True(record.Elapsed >= TimeSpan.Zero && record.UserTime >= TimeSpan.Zero, $"seed {seed}, round {round}");
            Assert.InRange(record.Comm.Length, 0, 16);
        }
    }

    private static void AssertRead(in AcctRecord record)
    {
        Assert.Equal(AcctFlags.Forked | AcctFlags.CoreDumped | AcctFlags.Signalled, record.Flags);
        Assert.True(record.CoreDumped);
        Assert.Equal((0x8803, 0x8Bu, 11), (record.Tty, record.Status, record.Signal));
        Assert.Equal((1000u, 4294967294u, 4194303, 1), (record.Uid, record.Gid, record.Pid, record.ParentPid));
        Assert.Equal(4000000000u, record.BeginSeconds);
        Assert.Equal(TimeSpan.FromMilliseconds(1230), record.Elapsed);
        Assert.Equal(TimeSpan.FromMilliseconds(2500), record.UserTime);
        Assert.Equal(TimeSpan.FromMilliseconds(2000), record.SystemTime);
        Assert.Equal(192ul, record.VirtualMemoryKiB);
        Assert.Equal((4ul, 5ul, 6ul, 7ul, 8ul), (record.Characters, record.Blocks, record.MinorFaults, record.MajorFaults, record.Swaps));
        Assert.Equal("fifteen letters"u8, record.Comm);
    }
}
