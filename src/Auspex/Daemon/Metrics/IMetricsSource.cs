namespace Auspex.Daemon.Metrics;

/// <summary>A part of the daemon that has numbers to show.</summary>
public interface IMetricsSource
{
    /// <summary>Writes its numbers. Called on the thread of the one who asks: it reads counters, waits for nothing and does not throw.</summary>
    void Write(MetricsWriter writer);
}
