using Auspex.Records;

namespace Auspex.Daemon;

/// <summary>Keeps storms within a budget: says which records are written, and what became of the others. One thread at a time.</summary>
internal interface IStormGate
{
    /// <summary>True when the record is to be written; false when it is folded into a summary.</summary>
    /// <param name="record">The record.</param>
    /// <param name="payload">The kernel's text from <c>audit(</c> on.</param>
    bool Admits(in RecordView record, ReadOnlySpan<byte> payload);

    /// <summary>The next summary that is due.</summary>
    /// <param name="text">The body of a DAEMON_ERR record: <c>op=storm …</c>.</param>
    bool TryTakeSummary(out string text);
}
