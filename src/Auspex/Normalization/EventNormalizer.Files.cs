using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Normalization;

/// <content>Which of an event's files was acted upon.</content>
/// <remarks>
/// The kernel writes a PATH record for each file that it met on its way: the directory that holds it (nametype PARENT), then the file.
/// They are counted among themselves by their <c>item=</c>: other records may stand between or before them, and the lines in any order
/// (docs/differences.md, record-places and item-order).
/// </remarks>
public sealed partial class EventNormalizer
{
    private const int FileTypeBits = 0xF000;

    private readonly PathOrder paths = new();

    /// <summary>The first file that is no parent; where there are only parents, the first of these.</summary>
    private void TakeFile(LogEvent e, ObjectKind kind)
    {
        ObjectKind = kind;
        paths.Read(e);
        if (paths.Count == 0) return;
        item.Read(e[paths[Math.Max(0, paths.FirstFile(e))]]);
        TakeItem(e, kind);
    }

    /// <summary>The mount point comes first, then what is mounted there; a mount that failed did not get beyond the first.</summary>
    private void TakeMount(LogEvent e)
    {
        ObjectKind = ObjectKind.FileSystem;
        paths.Read(e);
        var point = ReadItem(e, item, 0);
        if (point < 0) return;
        if (Result == EventResult.Success && ReadItem(e, otherItem, point + 1) >= 0)
        {
            Exchange();
            TakeName(e, EventPart.Target, otherItem);
        }

        TakeItem(e, ObjectKind.FileSystem);
    }

    /// <summary>Two names: of a rename the old one comes first, of a symbolic link what it points to.</summary>
    private void TakePair(LogEvent e, bool objectIsFirst)
    {
        ObjectKind = ObjectKind.File;
        paths.Read(e);
        var first = ReadItem(e, item, 0);
        if (first < 0)
        {
            TakeFile(e, ObjectKind.File);
            return;
        }

        if (ReadItem(e, otherItem, first + 1) >= 0)
        {
            if (!objectIsFirst) Exchange();
            TakeName(e, EventPart.Target, otherItem);
        }

        TakeItem(e, ObjectKind.File);
    }

    /// <summary>Reads the first file from place <paramref name="from"/> of the event's paths on that is no parent.</summary>
    /// <returns>Its place, or -1.</returns>
    private int ReadItem(LogEvent e, RecordFields target, int from)
    {
        for (var i = from; i < paths.Count; i++)
        {
            target.Read(e[paths[i]]);
            if (!target.Value(KnownField.NameType).SequenceEqual("PARENT"u8)) return i;
        }

        return -1;
    }

    private void TakeItem(LogEvent e, ObjectKind kind)
    {
        TakeName(e, EventPart.Object, item);
        Take(EventPart.ObjectDetail, item, KnownField.Inode);
        if (hasLabels) Take(EventPart.ObjectLabel, item, KnownField.Obj);
        ObjectKind = KindOfFile(item.Value(KnownField.Mode), kind);
    }

    private void TakeName(LogEvent e, EventPart part, RecordFields source)
    {
        if (!Take(part, source, KnownField.Name) || cwd.Length > 0) return;
        var name = source.Value(KnownField.Name);
        if (!name.StartsWith("\"/"u8) || name.IndexOf(".."u8) >= 0) ReadCwd(e);
    }

    private void ReadCwd(LogEvent e)
    {
        var record = IndexOf(e, RecordType.Cwd);
        if (record < 0) return;
        foreach (var field in new FieldReader(e[record].Body))
        {
            if (!field.Name.SequenceEqual("cwd"u8)) continue;
            EscapedText.Append(field.Value, cwd);
            if (!cwd.Written.StartsWith("/"u8)) cwd.Clear(); // not from the kernel
            return;
        }
    }

    /// <summary>Item and other item change places: two references.</summary>
    private void Exchange() => (item, otherItem) = (otherItem, item);

    private static ObjectKind KindOfFile(ReadOnlySpan<byte> mode, ObjectKind unknown)
    {
        if (!CNumber.TryParseUnsigned(mode, 8, out var bits)) return unknown;
        return (bits & FileTypeBits) switch
        {
            0x1000 => ObjectKind.Fifo,
            0x2000 => ObjectKind.CharacterDevice,
            0x4000 => ObjectKind.Directory,
            0x6000 => ObjectKind.BlockDevice,
            0x8000 => ObjectKind.File,
            0xA000 => ObjectKind.SymbolicLink,
            0xC000 => ObjectKind.Socket,
            _ => unknown,
        };
    }
}
