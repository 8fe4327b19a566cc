using System.Text;
using Auspex.Search;
using Auspex.Tables;

namespace Auspex.Tests.Search;

/// <summary>Logs as tests write them, and their events.</summary>
internal static class Logs
{
    /// <summary>The events of <paramref name="log"/> in the order of the plain engine, each taken in by <paramref name="take"/>.</summary>
    public static List<T> Select<T>(string log, Func<LogEvent, T> take, int timeout = 2) => Select(Encoding.UTF8.GetBytes(log), take, timeout);

    /// <inheritdoc cref="Select{T}(string, Func{LogEvent, T}, int)"/>
    public static List<T> Select<T>(byte[] log, Func<LogEvent, T> take, int timeout = 2)
    {
        var visitor = new Taking<T>(take);
        var search = new PlainSearch(new BytesText(log), TimeRange.All, visitor, timeout);
        Assert.True(search.Read(log, 0) && search.End());
        return visitor.Taken;
    }

    /// <summary>Serials and record types: <c>7:SYSCALL,CWD</c>.</summary>
    public static string Shape(LogEvent e) =>
        $"{e.Stamp.Serial}:{string.Join(',', e.Spots.ToArray().Select(s => Encoding.ASCII.GetString(RecordTypes.Name(s.Type))))}";

    private sealed class Taking<T>(Func<LogEvent, T> take) : IEventVisitor
    {
        public List<T> Taken { get; } = [];

        public bool Visit(LogEvent e)
        {
            Taken.Add(take(e));
            return true;
        }
    }
}
