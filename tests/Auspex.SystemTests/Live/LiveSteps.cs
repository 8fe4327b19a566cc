using System.Globalization;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Live;

/// <summary>How the steps of an <see cref="Actor"/> went.</summary>
/// <param name="Pid">Its pid.</param>
/// <param name="Results">For each step its name, result and errno.</param>
internal sealed record LiveSteps(int Pid, IReadOnlyList<(string Name, int Result, int Errno)> Results)
{
    /// <summary>Waits for the end of <paramref name="actor"/>.</summary>
    public static LiveSteps Of(RunningProgram actor)
    {
        var ended = actor.WaitForEnd();
        Assert.True(ended.ExitCode == 0, ended.Errors);
        return new LiveSteps(actor.Pid, [.. ended.Lines.Select(Read)]);
    }

    /// <summary>Each step succeeded.</summary>
    public LiveSteps AllDone()
    {
        Assert.All(Results, static r => Assert.Equal(0, r.Result));
        return this;
    }

    private static (string, int, int) Read(string line)
    {
        var words = line.Split(' ');
        return (words[0], int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
    }
}
