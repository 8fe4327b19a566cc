namespace Auspex.Linux.Tls;

/// <summary>The key of a client that says who it is.</summary>
/// <returns>Null when it may not come in.</returns>
internal delegate byte[]? TlsKeyFinder(string identity);
