using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>Users and groups by id.</summary>
internal static class Identity
{
    /// <summary>
    /// Adds the name of user <paramref name="id"/>: <c>unset</c> for -1, <c>root</c> for 0, <c>unknown(N)</c> where
    /// nobody knows it.
    /// </summary>
    public static void AppendUser(uint id, IUserNames names, ByteBuffer output)
    {
        if (!TryAppendFixed(id, output)) AppendKnown(names.TryGetUser(id, out var name), name, id, output);
    }

    /// <summary>Adds the name of group <paramref name="id"/>, as for users.</summary>
    public static void AppendGroup(uint id, IUserNames names, ByteBuffer output)
    {
        if (!TryAppendFixed(id, output)) AppendKnown(names.TryGetGroup(id, out var name), name, id, output);
    }

    private static bool TryAppendFixed(uint id, ByteBuffer output)
    {
        if (id is not (0 or uint.MaxValue)) return false;
        output.Append(id == 0 ? "root"u8 : "unset"u8);
        return true;
    }

    private static void AppendKnown(bool known, ReadOnlySpan<byte> name, uint id, ByteBuffer output)
    {
        if (known) output.Append(name);
        else Unknown.AppendNumber("unknown"u8, unchecked((int)id), output);
    }
}
