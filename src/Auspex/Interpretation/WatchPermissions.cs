using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>Permissions a file watch looks for. Source: linux/audit.h, AUDIT_PERM_.</summary>
internal static class WatchPermissions
{
    /// <summary>Adds <c>read,write,exec,attr</c> or what of it is set; 0 means all.</summary>
    public static void Append(uint value, ByteBuffer output)
    {
        if (value == 0) value = 15;
        var start = output.Length;
        AppendBit(value & 4, "read"u8, start, output);
        AppendBit(value & 2, "write"u8, start, output);
        AppendBit(value & 1, "exec"u8, start, output);
        AppendBit(value & 8, "attr"u8, start, output);
    }

    private static void AppendBit(uint bit, ReadOnlySpan<byte> name, int start, ByteBuffer output)
    {
        if (bit == 0) return;
        if (output.Length > start) output.Append((byte)',');
        output.Append(name);
    }
}
