namespace Auspex.Search;

/// <summary>The largest of the seconds that were added since any given one: falling steps, newest last.</summary>
/// <remarks>Where time rises, as it does in logs, there is one step.</remarks>
internal sealed class SecondMaxima
{
    private readonly List<(long Number, long Seconds)> steps = [];
    private long next;

    /// <summary>Adds the second of a new event and returns its number.</summary>
    public long Add(long seconds)
    {
        while (steps.Count > 0 && steps[^1].Seconds <= seconds) steps.RemoveAt(steps.Count - 1);
        steps.Add((next, seconds));
        return next++;
    }

    /// <summary>The largest second added with <paramref name="number"/> or after it.</summary>
    public long Since(long number)
    {
        var (low, high) = (0, steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (steps[middle].Number >= number) high = middle;
            else low = middle + 1;
        }

        return steps[low].Seconds;
    }

    /// <summary>Forgets all: nothing asks for a number given before.</summary>
    public void Clear() => steps.Clear();
}
