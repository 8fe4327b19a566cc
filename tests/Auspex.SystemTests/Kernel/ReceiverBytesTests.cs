using System.Runtime.InteropServices;
using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Netlink;
using Auspex.Linux.Uapi;
using Auspex.Tables;

namespace Auspex.SystemTests.Kernel;

/// <summary>Messages that the kernel would not send. A socket bound to the listeners' group can be written to by root.</summary>
public sealed unsafe partial class ReceiverBytesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(100)]
    public void Messages_of_other_programs_are_refused_and_counted(int length)
    {
        using var receiver = Open();
        using var attacker = AuditSocket.Open();
        Send(attacker, receiver, Message(1300, new string('!', 100)).AsSpan(0, length).ToArray());
        while (receiver.TryReceive(out var batch))
        {
            // The kernel's own records may come at any time.
            foreach (var record in batch) Assert.Equal(-1, record.Payload.IndexOf("!!!!"u8));
        }

        Assert.Equal((1, 0, 0), (receiver.GetCounters().Foreign, receiver.GetCounters().Malformed, receiver.GetCounters().Truncated));
    }

    [Fact]
    public void The_shape_of_each_message_is_judged_before_it_is_shown()
    {
        // As if from the kernel: what the receiver does with each slot is the same function.
        Assert.Equal("audit(1.000:1): x", Judge(1300, "audit(1.000:1): x", headerCounted: false));
        Assert.Equal("audit(1.000:1): x", Judge(1300, "audit(1.000:1): x", headerCounted: true));
        Assert.False(ReceivedRecord.TryRead(new byte[15], out _));
        Assert.Null(Judge(2, "0000", headerCounted: true)); // NLMSG_ERROR
        Assert.Null(Judge(3, "", headerCounted: true)); // NLMSG_DONE
        Assert.Null(Judge(1329, "0000", headerCounted: true)); // AUDIT_REPLACE
        Assert.Equal("", Judge(1300, "", headerCounted: false));
        Assert.Equal("some text", Judge(2999, "some text", headerCounted: false)); // of no table
    }

    [Fact]
    public void An_answer_from_another_program_is_not_the_kernels()
    {
        using var control = AuditControl.Open();
        if (Libc.geteuid() != 0) Assert.Skip("the audit status needs root");
        try
        {
            Assert.True(control.GetStatus().WordCount >= 8);
        }
        catch (Auspex.Kernel.KernelException e)
        {
            Assert.Skip($"no audit here: {e.Message}");
        }

        using var attacker = AuditSocket.Open();
        var forged = new byte[20];
        BitConverter.TryWriteBytes(forged.AsSpan(0), 20);
        BitConverter.TryWriteBytes(forged.AsSpan(4), (ushort)2); // an error, for the next request
        BitConverter.TryWriteBytes(forged.AsSpan(8), 2u);
        BitConverter.TryWriteBytes(forged.AsSpan(16), -1);
        SendTo(attacker, PortOf(control.Descriptor), forged);
        Assert.True(control.GetStatus().WordCount >= 8);
        Assert.Equal(1, control.Foreign);
    }

    private static AuditReceiver Open()
    {
        if (Libc.geteuid() != 0) Assert.Skip("sending to other sockets needs root");
        try
        {
            return AuditReceiver.OpenListener();
        }
        catch (Auspex.Kernel.KernelException e)
        {
            Assert.Skip($"no audit here: {e.Message}");
            throw;
        }
    }

    private static string? Judge(ushort type, string text, bool headerCounted)
    {
        var message = Message(type, text, headerCounted);
        var ok = ReceivedRecord.TryRead(message, out var record);
        if (ok) Assert.Equal((RecordType)type, record.Type);
        return ok ? Encoding.ASCII.GetString(record.Payload) : null;
    }

    private static byte[] Message(ushort type, string text, bool headerCounted = true)
    {
        var bytes = new byte[16 + text.Length];
        BitConverter.TryWriteBytes(bytes, headerCounted ? bytes.Length : text.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(4), type);
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(16));
        return bytes;
    }

    private static void Send(AuditSocket from, AuditReceiver to, byte[] bytes) => SendTo(from, PortOf(to.Descriptor), bytes);

    private static void SendTo(AuditSocket from, uint port, byte[] bytes)
    {
        var address = new sockaddr_nl { nl_family = Socket.AF_NETLINK, nl_pid = port };
        fixed (byte* start = bytes)
            Assert.Equal(bytes.Length, (int)Libc.sendto(from.Descriptor, start, (nuint)bytes.Length, 0, &address, (uint)sizeof(sockaddr_nl)));
    }

    private static uint PortOf(int descriptor)
    {
        sockaddr_nl address;
        var size = (uint)sizeof(sockaddr_nl);
        Assert.Equal(0, getsockname(descriptor, &address, &size));
        return address.nl_pid;
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getsockname(int fd, sockaddr_nl* address, uint* length);
}
