using System.Text;

namespace Auspex.Tables;

/// <summary>Which class of deeds a system call belongs to, by its name.</summary>
internal static partial class SyscallClasses
{
    /// <summary>The class of the call called <paramref name="name"/> (in any case), or 0 where none is listed.</summary>
    public static int Of(ReadOnlySpan<byte> name)
    {
        int row = Slots[NameHash.Slot(name, NameHash.IgnoreCase, Seed, SlotBits)] - 1;
        return row >= 0 && Ascii.EqualsIgnoreCase(Names.Name(row), name) ? (int)Names.Value(row) : 0;
    }

    /// <summary>All rows: the class's number and the call's name.</summary>
    internal static NameTable Rows => Names;
}
