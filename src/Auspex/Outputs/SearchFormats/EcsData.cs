using System.Numerics;

namespace Auspex.Outputs.SearchFormats;

/// <summary>The fields that ECS has no place for: they stand under <c>auditd.data</c> by their own names, as auditbeat has them.</summary>
internal static class EcsData
{
    private static readonly byte[][] Names =
    [
        .. ("apparmor arch blockers bus capability capname class denied_mask domain enforcing error exit family info interface label lsm "
            + "member mask new obj old old_enforcing op operation peer peer_label permissive profile reason requested_mask res result "
            + "scontext sig sock_type status syscall target tclass tcontext terminal tty unit")
            .Split(' ').Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    private static readonly byte[][] Members = [.. Names.Select(n => (byte[])[(byte)'"', .. n, (byte)'"', (byte)':'])];
    private static readonly ulong[] ByLength = MakeLengths();

    /// <summary>Which of the fields <paramref name="name"/> is: 0 to 63, or -1.</summary>
    public static int Find(ReadOnlySpan<byte> name)
    {
        for (var left = name.Length < ByLength.Length ? ByLength[name.Length] : 0; left != 0; left &= left - 1)
        {
            var i = BitOperations.TrailingZeroCount(left);
            if (name.SequenceEqual(Names[i])) return i;
        }

        return -1;
    }

    /// <summary>Its name as a member of JSON: <c>"op":</c>.</summary>
    public static ReadOnlySpan<byte> Member(int index) => Members[index];

    private static ulong[] MakeLengths()
    {
        var lengths = new ulong[Names.Max(n => n.Length) + 1];
        for (var i = 0; i < Names.Length; i++) lengths[Names[i].Length] |= 1UL << i;
        return lengths;
    }
}
