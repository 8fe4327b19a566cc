using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Auspex.Linux.Uapi;

namespace Auspex.Tests.Linux.Uapi;

/// <summary>A C compiler agrees with what the process connector's headers say, and with what they say since 6.6.</summary>
public sealed class ConnectorLayoutTests
{
    private const string Head = """
        #include <stddef.h>
        #include <linux/netlink.h>
        #include <linux/connector.h>
        #include <linux/cn_proc.h>
        #include <linux/version.h>
        #define SAME(a, b) _Static_assert((a) == (b), #a)
        #if LINUX_VERSION_CODE < KERNEL_VERSION(6, 6, 0)
        /* What headers before 6.6 lack. */
        struct proc_input { enum proc_cn_mcast_op mcast_op; unsigned event_type; };
        #define PROC_EVENT_NONZERO_EXIT 0x20000000
        #define PROC_EVENT_ALL (PROC_EVENT_FORK | PROC_EVENT_EXEC | PROC_EVENT_UID | PROC_EVENT_GID | PROC_EVENT_SID \
            | PROC_EVENT_PTRACE | PROC_EVENT_COMM | PROC_EVENT_NONZERO_EXIT | PROC_EVENT_COREDUMP | PROC_EVENT_EXIT)
        #endif

        """;

    [Fact]
    public void Structures_have_the_size_and_offsets_of_the_headers()
    {
        var source = new StringBuilder(Head);
        foreach (var type in (Type[])[typeof(cb_id), typeof(cn_msg), typeof(proc_input), typeof(proc_event), typeof(exit_proc_event)])
        {
            source.Append($"SAME(sizeof(struct {type.Name}), {Marshal.SizeOf(type)});\n");
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
                source.Append($"SAME(offsetof(struct {type.Name}, {field.Name}), {Marshal.OffsetOf(type, field.Name)});\n");
        }

        Compile(source);
    }

    [Fact]
    public void Constants_have_the_values_of_the_headers()
    {
        var source = new StringBuilder(Head);
        var constants = typeof(Auspex.Linux.Uapi.Connector).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(f => f.IsLiteral).ToList();
        foreach (var constant in constants) source.Append($"SAME((unsigned){constant.Name}, {constant.GetRawConstantValue()}u);\n");
        Assert.Equal(8, constants.Count);
        source.Append($"SAME(NETLINK_CONNECTOR, {Auspex.Linux.Uapi.Netlink.NETLINK_CONNECTOR});\n");
        Compile(source);
    }

    private static void Compile(StringBuilder source) => CCompiler.Run(source.Append("int main(void) { return 0; }\n").ToString());
}
