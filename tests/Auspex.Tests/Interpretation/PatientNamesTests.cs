using System.Diagnostics;
using System.Text;
using Auspex.Interpretation;
using Auspex.Threads;

namespace Auspex.Tests.Interpretation;

/// <summary>A database of users that is slow, gone or broken does not hold up who asks.</summary>
public sealed class PatientNamesTests : IDisposable
{
    private readonly SleepingNames machine = new();
    private readonly WorkerFailures failures = new();

    public void Dispose() => machine.Answers.Set();

    [Fact]
    public void What_is_answered_at_once_is_known_at_once()
    {
        machine.Answers.Set();
        using var names = Make(TimeSpan.FromMinutes(5));
        Assert.Equal("user-7", UserOf(names, 7));
        Assert.Equal("group-7", GroupOf(names, 7));
        Assert.Null(UserOf(names, 9000));
        Assert.Null(UserOf(names, uint.MaxValue));
        for (var i = 0; i < 1000; i++) Assert.Equal("user-7", UserOf(names, 7));
        Assert.Equal(3, machine.Asked);
    }

    [Fact]
    public void One_who_sleeps_holds_up_once_and_what_it_says_later_is_known_then()
    {
        var patience = TimeSpan.FromMilliseconds(200);
        using var names = Make(patience);
        var clock = Stopwatch.StartNew();
        const int ids = 600;
        for (var round = 0; round < 3; round++)
        {
            for (var id = 0u; id < ids; id++) Assert.Null(UserOf(names, id));
        }

        Assert.True(clock.Elapsed < patience * (ids / 4), $"{clock.Elapsed} for {ids} names"); // waiting for each would take four times as long, at least
        Assert.Equal(1, machine.Asked);
        machine.Answers.Set();
        Assert.True(SpinWait.SpinUntil(() => UserOf(names, ids - 1) is not null, 60_000));
        for (var id = 0u; id < ids; id++) Assert.Equal($"user-{id}", UserOf(names, id));
        Assert.Equal(ids, machine.Asked);
        Assert.Equal("user-8000", UserOf(names, 8000)); // from now on it is waited for again
    }

    [Fact]
    public void More_than_can_wait_are_asked_for_later()
    {
        using var names = Make(TimeSpan.FromMilliseconds(1));
        const uint ids = PatientNames.MaxWaiting + 500;
        for (var id = 0u; id < ids; id++) Assert.Null(UserOf(names, id));
        machine.Answers.Set();
        for (var id = 0u; id < ids; id++)
        {
            var wanted = id;
            Assert.True(SpinWait.SpinUntil(() => UserOf(names, wanted) is not null, 60_000), $"{id}");
        }
    }

    [Fact]
    public void One_who_fails_has_said_that_there_is_no_name()
    {
        machine.Answers.Set();
        using var names = Make(TimeSpan.FromMinutes(5));
        Assert.Null(UserOf(names, SleepingNames.Failing));
        Assert.Equal("user-7", UserOf(names, 7));
        Assert.Equal(("names", 1L), Assert.Single(failures.Read()));
    }

    [Fact]
    public void After_forgetting_it_is_asked_anew()
    {
        machine.Answers.Set();
        using var names = Make(TimeSpan.FromMinutes(5));
        Assert.Equal("user-7", UserOf(names, 7));
        machine.Prefix = "other-";
        Assert.Equal("user-7", UserOf(names, 7));
        names.Forget();
        Assert.Equal("other-7", UserOf(names, 7));
        Assert.Equal(1, machine.Forgotten);
    }

    private PatientNames Make(TimeSpan patience) => new(machine, patience, failures, machine.Forget);

    private static string? UserOf(PatientNames names, uint id) => names.TryGetUser(id, out var name) ? Encoding.UTF8.GetString(name) : null;

    private static string? GroupOf(PatientNames names, uint id) => names.TryGetGroup(id, out var name) ? Encoding.UTF8.GetString(name) : null;
}
