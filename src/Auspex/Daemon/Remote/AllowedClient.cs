namespace Auspex.Daemon.Remote;

/// <summary>A line of tls_allowed_clients.</summary>
/// <param name="Identity">Who.</param>
/// <param name="IsEnabled">Whether it may come in.</param>
/// <param name="KeyFile">Where its own key is, or null for the common one.</param>
internal sealed record AllowedClient(string Identity, bool IsEnabled, string? KeyFile);
