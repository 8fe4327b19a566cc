using Auspex.Linux.Connector;

namespace Auspex.Tests.Linux.Connector;

public sealed class ConnectorMessageTests
{
    /// <summary>A C program lays out an event as the kernel does: netlink header, connector header, event.</summary>
    private const string Program = """
        #include <stdio.h>
        #include <string.h>
        #include <linux/netlink.h>
        #include <linux/connector.h>
        #include <linux/cn_proc.h>
        int main(void)
        {
            struct nlmsghdr header = { .nlmsg_len = 76, .nlmsg_type = NLMSG_DONE };
            struct cn_msg message = { .id = { CN_IDX_PROC, CN_VAL_PROC }, .seq = 5, .ack = 6, .len = sizeof(struct proc_event) };
            struct proc_event event = { .what = PROC_EVENT_EXIT, .cpu = 1, .timestamp_ns = 6881980286360 };
            event.event_data.exit.process_pid = 401;
            event.event_data.exit.process_tgid = 400;
            event.event_data.exit.exit_code = 0x8b;
            event.event_data.exit.exit_signal = 17;
            event.event_data.exit.parent_pid = 300;
            event.event_data.exit.parent_tgid = 300;
            fwrite(&header, sizeof header, 1, stdout);
            fwrite(&message, sizeof message, 1, stdout);
            fwrite(&event, sizeof event, 1, stdout);
            return 0;
        }
        """;

    [Fact]
    public void An_exit_is_read_as_a_C_program_lays_it_out()
    {
        var bytes = CCompiler.Run(Program);
        Assert.True(ConnectorMessage.TryRead(bytes, out var message));
        Assert.Equal(Auspex.Linux.Uapi.Connector.PROC_EVENT_EXIT, message.What);
        Assert.Equal(new ThreadExit(401, 400, 0x8b, 6881980286360), message.Exit);
        Assert.Equal(6u, message.Mark);
    }

    [Fact]
    public void What_is_cut_short_or_of_another_sender_is_no_message()
    {
        var bytes = CCompiler.Run(Program);
        for (var length = 0; length < bytes.Length; length++) Assert.False(ConnectorMessage.TryRead(bytes.AsSpan(0, length), out _));
        foreach (var at in (int[])[16, 20, 32]) // idx, val, len
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x10;
            Assert.Equal(at == 32 && changed[at] > bytes[at], ConnectorMessage.TryRead(changed, out _));
        }
    }
}
