using Auspex.Tests.Daemon.Remote;
using Auspex.Threads;

namespace Auspex.Tests.Threads;

/// <summary>What a thread's work throws ends neither the program nor the work.</summary>
public sealed class WorkerTests
{
    private readonly List<string> told = [];
    private readonly FakeTime time = new();
    private readonly WorkerFailures failures;

    public WorkerTests() => failures = new WorkerFailures(told.Add, time);

    [Fact]
    public void Work_that_fails_is_begun_anew_and_counted()
    {
        var tries = 0;
        var worker = new Worker("json-file", failures, () =>
        {
            if (++tries < 4) throw new InvalidOperationException("no such luck");
        });
        Assert.True(worker.Start());
        Assert.True(worker.Join());
        Assert.True(worker.HasEnded);
        Assert.Equal(4, tries);
        Assert.Equal(("json-file", 3L), Assert.Single(failures.Read()));
        Assert.StartsWith("The thread json-file has failed: InvalidOperationException: no such luck", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_are_told_once_a_minute_with_their_number()
    {
        var failure = new InvalidOperationException("again");
        for (var i = 0; i < 100; i++) failures.Add("plugin", failure);
        Assert.Single(told);
        time.Pass(TimeSpan.FromMinutes(2));
        failures.Add("plugin", failure);
        Assert.Equal(2, told.Count);
        Assert.EndsWith("(100 times since it was told last)", told[1], StringComparison.Ordinal);
        Assert.Equal([("plugin", 101L)], failures.Read());
    }

    [Fact]
    public void Work_that_cannot_be_begun_anew_has_an_owner_who_hears_of_it()
    {
        Exception? heard = null;
        var tries = 0;
        var worker = new Worker("receive", failures, () =>
        {
            tries++;
            throw new InvalidDataException("broken");
        }, e => heard = e);
        worker.Start();
        Assert.True(worker.Join());
        Assert.Equal(1, tries);
        Assert.IsType<InvalidDataException>(heard);
    }

    [Fact]
    public void An_owner_or_a_teller_who_fails_too_ends_nothing()
    {
        var worker = new Worker("a", new WorkerFailures(static _ => throw new IOException("stderr is full")), static () => throw new InvalidOperationException("first"), static _ => throw new InvalidOperationException("second"));
        worker.Start();
        Assert.True(worker.Join());
        Assert.True(worker.HasEnded);
    }

    [Fact]
    public void At_the_end_there_are_no_pauses_and_work_that_never_succeeds_is_left()
    {
        var tries = 0;
        var worker = new Worker("b", failures, () =>
        {
            tries++;
            throw new InvalidOperationException("always");
        });
        worker.Hurry();
        worker.Start();
        Assert.True(worker.Join());
        Assert.InRange(tries, 2, 20_000);
    }
}
