namespace Auspex.Reports.Cost;

/// <summary>Events that are alike in what a narrower rule could tell apart.</summary>
/// <param name="Exe">The program.</param>
/// <param name="Key">The keys, decoded, commas between them.</param>
/// <param name="Arch">The architecture of the call.</param>
/// <param name="Syscall">Its number.</param>
/// <param name="HasLogin">False when nobody had logged in: daemons, boot, cron's own.</param>
/// <param name="Succeeds">False for calls that failed, or of which that is not known.</param>
/// <param name="IsKept">True for what is kept whatever it costs: <see cref="KeptEvents"/>.</param>
internal readonly record struct TrafficCell(string Exe, string Key, uint Arch, int Syscall, bool HasLogin, bool Succeeds, bool IsKept);
