namespace Auspex.Tests.Daemon.Logs;

/// <summary>The power is gone: nothing is done any more.</summary>
internal sealed class PowerCutException : Exception;
