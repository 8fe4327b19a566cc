using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>A file's type and permissions. Source: inode(7); spec 4.3.</summary>
internal static class ModeText
{
    private const uint TypeMask = 0xF000; // S_IFMT

    /// <summary>Adds type, special bits and permissions: <c>dir,sticky,777</c>.</summary>
    public static void Append(uint mode, ByteBuffer output)
    {
        var type = TypeName(mode & TypeMask);
        if (type.IsEmpty) output.AppendOctal((mode & TypeMask) >> 12, 3);
        else output.Append(type);
        AppendSpecial(mode, output, separatorFirst: true);
        output.Append((byte)',');
        output.AppendOctal(mode & 0x1FF, 3);
    }

    /// <summary>Adds special bits and permissions: <c>suid,0755</c>.</summary>
    public static void AppendShort(uint mode, ByteBuffer output)
    {
        if ((mode & 0xE00) != 0)
        {
            AppendSpecial(mode, output, separatorFirst: false);
            output.Append((byte)',');
        }

        output.Append((byte)'0');
        output.AppendOctal(mode & 0x1FF, 3);
    }

    private static void AppendSpecial(uint mode, ByteBuffer output, bool separatorFirst)
    {
        AppendBit(mode & 0x800, "suid"u8, output, ref separatorFirst);
        AppendBit(mode & 0x400, "sgid"u8, output, ref separatorFirst);
        AppendBit(mode & 0x200, "sticky"u8, output, ref separatorFirst);
    }

    private static void AppendBit(uint bit, ReadOnlySpan<byte> name, ByteBuffer output, ref bool separator)
    {
        if (bit == 0) return;
        if (separator) output.Append((byte)',');
        output.Append(name);
        separator = true;
    }

    private static ReadOnlySpan<byte> TypeName(uint type) => type switch
    {
        0x8000 => "file"u8,
        0x4000 => "dir"u8,
        0xC000 => "socket"u8,
        0xA000 => "link"u8,
        0x2000 => "character"u8,
        0x6000 => "block"u8,
        0x1000 => "fifo"u8,
        _ => default,
    };
}
