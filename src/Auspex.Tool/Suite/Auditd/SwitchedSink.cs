using Auspex.Daemon;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>A sink that is asked only while it is on.</summary>
internal sealed class SwitchedSink(IDaemonSink sink) : IDaemonSink
{
    private volatile bool isOn;

    /// <summary>True while records are passed on.</summary>
    internal bool IsOn
    {
        get => isOn;
        set => isOn = value;
    }

    /// <inheritdoc/>
    public void OnRecord(in DaemonRecord record)
    {
        if (isOn) sink.OnRecord(record);
    }

    /// <inheritdoc/>
    public void OnBatchEnd()
    {
        if (isOn) sink.OnBatchEnd();
    }
}
