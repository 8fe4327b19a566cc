using Auspex.Search;
using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>How one event is written: a format of <c>ausearch</c>.</summary>
/// <remarks>
/// What it writes of an event depends on that event alone, never on another one: several instances write the events of one search, one
/// instance per thread, and their output is put together in the order of the search. Once warm it allocates nothing per event.
/// </remarks>
internal interface IEventFormat
{
    /// <summary>Adds what stands before the first event, once. Nothing is written when no event is found.</summary>
    void AppendHeader(ByteBuffer output);

    /// <summary>Adds one event, line ends included.</summary>
    /// <param name="e">The event; valid for this call.</param>
    /// <param name="output">Where to; what it holds already stays.</param>
    /// <param name="messages">Takes what is to be said on standard error about this event, line ends included.</param>
    void Append(LogEvent e, ByteBuffer output, ByteBuffer messages);
}
