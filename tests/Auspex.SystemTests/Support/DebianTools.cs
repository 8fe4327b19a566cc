namespace Auspex.SystemTests.Support;

/// <summary>Debian's audit tools, unpacked by tools/oracle.sh or named by AUSPEX_ORACLE.</summary>
internal static class DebianTools
{
    /// <summary>Where they are, if they are.</summary>
    public static string Root { get; } = PlainName.Of(
        Environment.GetEnvironmentVariable("AUSPEX_ORACLE") is { Length: > 0 } named ? named : Repository.PathOf("build", "oracle", "root"));

    /// <summary>Where their libraries are.</summary>
    public static string Libraries { get; } = $"{Root}/lib/x86_64-linux-gnu:{Root}/usr/lib/x86_64-linux-gnu";

    /// <summary>The same for env(1).</summary>
    public static string Environ { get; } = $"LD_LIBRARY_PATH={Libraries}";
}
