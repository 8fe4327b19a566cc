namespace Auspex.Linux.Uapi;

/// <summary>locale.h of glibc.</summary>
internal static class Locale
{
    internal const int LC_ALL_MASK = 0x1FBF;
}
