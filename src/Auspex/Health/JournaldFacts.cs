namespace Auspex.Health;

/// <summary>systemd's socket for audit records.</summary>
/// <param name="HasUnit">True when systemd-journald-audit.socket is installed and systemd runs.</param>
/// <param name="IsMasked">True when it is masked.</param>
internal sealed record JournaldFacts(bool HasUnit, bool IsMasked);
