using System.Text;
using Auspex.Tables;

namespace Auspex.Tests.Tables;

public sealed class NameTableTests
{
    [Fact]
    public void Of_several_names_the_first_is_shown_and_all_are_found()
    {
        Assert.True(Errno.Table.TryGetName(11, out var name));
        Assert.Equal("EAGAIN", Encoding.ASCII.GetString(name));
        Assert.True(Errno.Table.TryGetValue("ewouldblock"u8, out var value));
        Assert.Equal(11u, value);
        Assert.True(Syscalls.TryGetName(AuditArch.I386, 219, out var call));
        Assert.Equal("madvise", Encoding.ASCII.GetString(call));
        Assert.True(Syscalls.TryGetNumber(AuditArch.I386, "madvise1"u8, out var number));
        Assert.Equal(219, number);
    }

    [Fact]
    public void What_a_table_does_not_know_is_not_found()
    {
        Assert.False(Errno.Table.TryGetName(9999, out _));
        Assert.False(Errno.Table.TryGetName(uint.MaxValue, out _));
        Assert.False(Errno.Table.TryGetValue("ENOSUCH"u8, out _));
        Assert.False(Syscalls.TryGetName(Machine.Unknown, 1, out _));
        Assert.False(Syscalls.TryGetName(Machine.X8664, int.MinValue, out _));
        Assert.False(Syscalls.TryGetName(Machine.X8664, 1 | Syscalls.X32Bit, out _));
        Assert.False(Syscalls.TryGetNumber(Machine.X8664, "socketcall"u8, out _));
        Assert.False(Syscalls.TryGetNumber(Machine.X8664, new byte[1000], out _));
    }

    [Fact]
    public void Signal_30_is_SIGPWR()
    {
        Assert.True(Signals.Table.TryGetName(30, out var name));
        Assert.Equal("SIGPWR", Encoding.ASCII.GetString(name));
    }

    [Fact]
    public void Rows_are_in_ascending_order()
    {
        var table = Errno.Table;
        for (var i = 1; i < table.Count; i++) Assert.True(table.Value(i - 1) <= table.Value(i));
    }

    [Theory]
    [InlineData("openat", 0, ArgumentKind.DirectoryDescriptor)]
    [InlineData("openat", 2, ArgumentKind.OpenFlags)]
    [InlineData("openat2", 0, ArgumentKind.DirectoryDescriptor)]
    [InlineData("openat2", 2, ArgumentKind.Hexadecimal)]
    [InlineData("lchown", 1, ArgumentKind.Hexadecimal)]
    [InlineData("chown", 1, ArgumentKind.UserId)]
    [InlineData("chown", 2, ArgumentKind.GroupId)]
    [InlineData("fchownat", 2, ArgumentKind.Hexadecimal)]
    [InlineData("prlimit64", 0, ArgumentKind.Hexadecimal)]
    [InlineData("setrlimit", 0, ArgumentKind.ResourceLimit)]
    [InlineData("exit_group", 0, ArgumentKind.ExitStatus)]
    [InlineData("read", 3, ArgumentKind.Hexadecimal)]
    internal void Arguments_have_the_kind_of_their_call(string call, int index, ArgumentKind kind)
    {
        Assert.True(Syscalls.TryGetNumber(Machine.X8664, Encoding.ASCII.GetBytes(call), out var number));
        Assert.Equal(kind, SyscallArguments.KindOf(Machine.X8664, number, index));
        Assert.Equal(ArgumentKind.Hexadecimal, SyscallArguments.KindOf(Machine.X8664, number, 4));
        Assert.Equal(ArgumentKind.Hexadecimal, SyscallArguments.KindOf(Machine.Unknown, number, index));
    }
}
