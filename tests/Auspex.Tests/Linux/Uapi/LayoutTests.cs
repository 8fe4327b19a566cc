using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Uapi;
using Auspex.Rules;

namespace Auspex.Tests.Linux.Uapi;

/// <summary>A C compiler agrees with every structure and constant: it compiles a program full of static asserts.</summary>
public sealed class LayoutTests
{
    private const string Head = """
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/file.h>
        #include <sys/eventfd.h>
        #include <sys/ioctl.h>
        #include <sys/mman.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <locale.h>
        #include <poll.h>
        #include <signal.h>
        #include <time.h>
        #include <linux/audit.h>
        #include <linux/netlink.h>
        #include <linux/sock_diag.h>
        #define SAME(a, b) _Static_assert((a) == (b), #a)

        """;

    [Fact]
    public void Structures_have_the_size_and_offsets_of_the_headers()
    {
        var source = new StringBuilder(Head);
        Type[] types =
        [
            typeof(nlmsghdr), typeof(sockaddr_nl), typeof(iovec), typeof(msghdr), typeof(mmsghdr), typeof(pollfd), typeof(timespec),
            typeof(statx), typeof(tm),
        ];
        foreach (var type in types)
        {
            source.Append($"SAME(sizeof(struct {type.Name}), {Marshal.SizeOf(type)});\n");
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            {
                source.Append($"SAME(offsetof(struct {type.Name}, {(field.Name == "stx_mtime_sec" ? "stx_mtime.tv_sec" : field.Name)}), {Marshal.OffsetOf(type, field.Name)});\n");
            }
        }

        Compile(source);
    }

    [Fact]
    public void Constants_have_the_values_of_the_headers()
    {
        var source = new StringBuilder(Head);
        Type[] types =
        [
            typeof(Audit), typeof(Auspex.Linux.Uapi.Netlink), typeof(Socket), typeof(Errno), typeof(Poll), typeof(Fcntl), typeof(Time),
            typeof(Stat), typeof(Mman), typeof(Locale), typeof(Signal),
        ];
        var count = 0;
        foreach (var type in types)
        {
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(f => f.IsLiteral))
            {
                source.Append($"SAME({field.Name}, {field.GetRawConstantValue()});\n");
                count++;
            }
        }

        source.Append($"SAME(O_DIRECTORY, {Fcntl.O_DIRECTORY}); SAME(O_NOFOLLOW, {Fcntl.O_NOFOLLOW});\n");
        source.Append("SAME(EFD_CLOEXEC, 0x80000); SAME(EFD_NONBLOCK, 0x800); SAME(TIOCGWINSZ, 0x5413);\n");
        Assert.True(count > 60, $"{count} constants");
        Compile(source);
    }

    [Fact]
    public void A_rule_is_laid_out_as_the_header_says()
    {
        var source = new StringBuilder(Head);
        source.Append($"SAME(sizeof(struct audit_rule_data), {RuleWire.HeaderBytes});\n");
        source.Append($"SAME(offsetof(struct audit_rule_data, mask), {RuleWire.MaskAt});\n");
        source.Append($"SAME(offsetof(struct audit_rule_data, fields), {RuleWire.FieldsAt});\n");
        source.Append($"SAME(offsetof(struct audit_rule_data, values), {RuleWire.ValuesAt});\n");
        source.Append($"SAME(offsetof(struct audit_rule_data, fieldflags), {RuleWire.OperatorsAt});\n");
        source.Append($"SAME(offsetof(struct audit_rule_data, buflen), {RuleWire.TextLengthAt});\n");
        source.Append($"SAME(AUDIT_MAX_FIELDS, {RuleWire.MaxConditions});\n");
        source.Append($"SAME(AUDIT_BITMASK_SIZE, {RuleWire.MaskWords});\n");
        source.Append($"SAME(AUDIT_MAX_KEY_LEN, {RuleWire.MaxKeyBytes});\n");
        source.Append($"SAME(AUDIT_FILTER_PREPEND, {RuleWire.PrependBit});\n");
        source.Append($"SAME(sizeof(struct audit_status), {AuditStatus.SizeBytes});\n");
        source.Append($"SAME(sizeof(struct audit_features), {AuditFeatures.SizeBytes});\n");
        Compile(source);
    }

    [Theory]
    [InlineData(typeof(RuleOperator), "AUDIT_")]
    [InlineData(typeof(RuleField), "AUDIT_")]
    [InlineData(typeof(RuleList), "AUDIT_FILTER_")]
    [InlineData(typeof(RuleAction), "AUDIT_")]
    [InlineData(typeof(StatusMask), "AUDIT_STATUS_")]
    [InlineData(typeof(KernelAbilities), "AUDIT_FEATURE_BITMAP_")]
    [InlineData(typeof(FailureMode), "AUDIT_FAIL_")]
    public void Enumerations_have_the_values_of_the_header(Type type, string prefix)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LessOrEqual"] = "LESS_THAN_OR_EQUAL",
            ["GreaterOrEqual"] = "GREATER_THAN_OR_EQUAL",
            ["Auid"] = "LOGINUID",
            ["Path"] = "WATCH",
            ["Key"] = "FILTERKEY",
            ["A0"] = "ARG0",
            ["A1"] = "ARG1",
            ["A2"] = "ARG2",
            ["A3"] = "ARG3",
            ["MsgType"] = "MSGTYPE",
            ["SessionId"] = "SESSIONID",
            ["DevMajor"] = "DEVMAJOR",
            ["DevMinor"] = "DEVMINOR",
            ["FileType"] = "FILETYPE",
            ["FsType"] = "FSTYPE",
            ["LoginUidSet"] = "LOGINUID_SET",
            ["Filesystem"] = "FS",
            ["IoUring"] = "URING_EXIT",
            ["AuditorPid"] = "PID",
            ["Log"] = "PRINTK",
            ["SessionIdFilter"] = "SESSIONID_FILTER",
            ["FilterFilesystem"] = "FILTER_FS",
        };
        var source = new StringBuilder(Head);
        foreach (var name in Enum.GetNames(type).Where(n => n != "None"))
        {
            var c = names.GetValueOrDefault(name) ?? SnakeCase(name);
            var value = Convert.ToUInt32(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture);
            source.Append($"SAME({prefix}{c}, {value}u);\n");
        }

        Compile(source);
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));

    private static void Compile(StringBuilder source) => CCompiler.Run(source.Append("int main(void) { return 0; }\n").ToString());
}
