namespace Auspex.Daemon.Configuration;

/// <summary>How much space is to be left: mebibytes, or a share of the file system.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsPercent">True when it is a percentage.</param>
internal readonly record struct SpaceSetting(uint Value, bool IsPercent = false);
