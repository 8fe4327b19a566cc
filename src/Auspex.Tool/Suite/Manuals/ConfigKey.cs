namespace Auspex.Tool.Suite.Manuals;

/// <summary>A key of a configuration file, as its man page tells of it.</summary>
/// <param name="Name">The key.</param>
/// <param name="Values">What may stand behind the equal sign, and within which bounds.</param>
/// <param name="Default">What counts where the file has no such line.</param>
/// <param name="Help">What it does, in full sentences. Paragraphs are parted by an empty line.</param>
/// <param name="Reload">When another value counts after SIGHUP, or null where the page says it once for all keys.</param>
internal sealed record ConfigKey(string Name, string Values, string Default, string Help, string? Reload = null);
