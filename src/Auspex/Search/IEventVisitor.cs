namespace Auspex.Search;

/// <summary>What is done with the events of a log, one after the other.</summary>
public interface IEventVisitor
{
    /// <summary>Looks at one event, which is valid for this call.</summary>
    /// <returns>False to stop reading.</returns>
    bool Visit(LogEvent e);
}
