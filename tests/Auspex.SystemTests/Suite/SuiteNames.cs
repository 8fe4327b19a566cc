using Auspex.Interpretation;
using Auspex.Normalization;

namespace Auspex.SystemTests.Suite;

/// <summary>The users of the machine that the goldens were made on, as far as they matter; nobody has a uid from 4000 to 4099.</summary>
internal sealed class SuiteNames : IUserNames, IUserIds
{
    public bool TryGetId(ReadOnlySpan<byte> name, out uint uid)
    {
        var id = Find(System.Text.Encoding.UTF8.GetString(name));
        uid = id ?? 0;
        return id is not null;
    }

    public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
    {
        name = uid switch { 0 => "root"u8, 1 => "daemon"u8, 2 => "bin"u8, 3 => "sys"u8, _ => default };
        return !name.IsEmpty;
    }

    public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name)
    {
        name = gid switch { 0 => "root"u8, 1 => "daemon"u8, 2 => "bin"u8, 3 => "sys"u8, 12 => "man"u8, _ => default };
        return !name.IsEmpty;
    }

    public static uint? Find(string name) => name switch { "root" => 0, "daemon" => 1, "bin" => 2, "sys" => 3, _ => null };
}
