namespace Auspex.Linux.Uapi;

/// <summary>locale.h and langinfo.h of glibc.</summary>
internal static class Locale
{
    internal const int LC_TIME = 2;
    internal const int D_FMT = 0x20029;
    internal const int T_FMT = 0x2002A;
}
