namespace Auspex.Daemon.Configuration;

/// <summary>Facts of a file that a configuration names. Links are followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">Its uid.</param>
/// <param name="Mode">Its permissions: the lower twelve bits.</param>
internal readonly record struct ConfigFile(ConfigFileKind Kind, uint Owner, uint Mode)
{
    /// <summary>True when group or others may write.</summary>
    public bool IsWritableByOthers => (Mode & 0x12) != 0;
}
