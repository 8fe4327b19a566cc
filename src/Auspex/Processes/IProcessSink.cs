using Auspex.Events;

namespace Auspex.Processes;

/// <summary>Takes the steps of processes' lives in order: a fork before its child's exec, that before its exit.</summary>
internal interface IProcessSink
{
    /// <summary>Takes the next step; everything it refers to is valid only during the call.</summary>
    void OnProcess(in ProcessEvent processEvent);

    /// <summary>Hears that something is missing.</summary>
    void OnLost(in Loss loss);
}
