using System.Text;
using Auspex.Normalization;

namespace Auspex.Tests.Normalization;

/// <summary>The users of the machine the goldens were made on, as far as they matter.</summary>
internal sealed class FixedIds : IUserIds
{
    public bool TryGetId(ReadOnlySpan<byte> name, out uint uid)
    {
        uid = Encoding.UTF8.GetString(name) switch
        {
            "root" => 0,
            "daemon" => 1,
            "carol" => 4010,
            "nfsnobody" => 65534,
            _ => uint.MaxValue,
        };
        return uid != uint.MaxValue;
    }
}
