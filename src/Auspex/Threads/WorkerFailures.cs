namespace Auspex.Threads;

/// <summary>Counts the failures of workers by their names, and tells of them. Safe for any thread.</summary>
/// <remarks>A worker that fails again and again is told of once a minute, with the count.</remarks>
internal sealed class WorkerFailures
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock guard = new();
    private readonly SortedDictionary<string, State> states = new(StringComparer.Ordinal);
    private readonly Action<string>? tell;
    private readonly TimeProvider time;

    /// <summary>No failures yet.</summary>
    /// <param name="tell">Hears one line, on the thread that has failed; null where the owner of each worker tells.</param>
    /// <param name="time">For the silence between two lines.</param>
    public WorkerFailures(Action<string>? tell = null, TimeProvider? time = null)
    {
        this.tell = tell;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Each worker that has failed, and how often.</summary>
    public IReadOnlyList<(string Worker, long Count)> Read()
    {
        lock (guard) return [.. states.Select(static s => (s.Key, s.Value.Count))];
    }

    /// <summary>Counts a failure.</summary>
    public void Add(string worker, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        long untold;
        lock (guard)
        {
            if (!states.TryGetValue(worker, out var state)) states[worker] = state = new State();
            state.Count++;
            var now = time.GetTimestamp();
            if (state.Told != 0 && time.GetElapsedTime(state.ToldAt, now) < Silence) return;
            untold = state.Count - state.Told;
            (state.Told, state.ToldAt) = (state.Count, now);
        }

        var times = untold == 1 ? "" : $" ({untold} times since it was told last)";
        tell?.Invoke($"The thread {worker} has failed: {failure.GetType().Name}: {failure.Message}{Where(failure)}{times}");
    }

    /// <summary>The innermost method that is known, for whoever mends it.</summary>
    private static string Where(Exception failure)
    {
        var trace = failure.StackTrace.AsSpan().Trim();
        var end = trace.IndexOf('\n');
        return trace.IsEmpty ? "" : $" {(end < 0 ? trace : trace[..end])}";
    }

    private sealed class State
    {
        public long Count { get; set; }

        public long Told { get; set; }

        public long ToldAt { get; set; }
    }
}
