namespace Auspex.Linux.Watching;

/// <summary>In which namespaces this process runs. The kernel gives its first ones fixed inode numbers.</summary>
/// <remarks>Source: include/uapi/linux/nsfs.h (6.18): user 0xEFFFFFFD, pid 0xEFFFFFFC; the same since 3.8.</remarks>
internal static class Namespaces
{
    private const string InitialUser = "user:[4026531837]";
    private const string InitialPid = "pid:[4026531836]";

    /// <summary>True in another user or pid namespace than the machine's own.</summary>
    internal static bool IsContainer =>
        !IsLink("/proc/self/ns/user", InitialUser) || !IsLink("/proc/self/ns/pid", InitialPid);

    /// <summary>True when process 1 lives in another network namespace: multicast records go only to the machine's own.</summary>
    internal static bool IsOtherNetwork => Read("/proc/1/ns/net") is { } first && !IsLink("/proc/self/ns/net", first);

    private static bool IsLink(string path, string target) =>
        Read(path) is not { } read || string.Equals(read, target, StringComparison.Ordinal);

    private static string? Read(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
