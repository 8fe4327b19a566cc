using System.Globalization;
using System.Text;
using Auspex.Interpretation;

namespace Auspex.Tests.Interpretation;

/// <summary>The users of this machine, from its files: what the oracle sees when it runs here.</summary>
internal sealed class LocalNames : IUserNames
{
    private readonly Dictionary<uint, byte[]> users = Read("/etc/passwd");
    private readonly Dictionary<uint, byte[]> groups = Read("/etc/group");

    public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name)
    {
        var known = users.TryGetValue(uid, out var bytes);
        name = bytes;
        return known;
    }

    public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name)
    {
        var known = groups.TryGetValue(gid, out var bytes);
        name = bytes;
        return known;
    }

    private static Dictionary<uint, byte[]> Read(string path)
    {
        var result = new Dictionary<uint, byte[]>();
        foreach (var line in File.ReadAllLines(path))
        {
            var parts = line.Split(':');
            if (parts.Length > 2) result.TryAdd(uint.Parse(parts[2], CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(parts[0]));
        }

        return result;
    }
}
