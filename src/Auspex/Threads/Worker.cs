namespace Auspex.Threads;

/// <summary>A thread of its own for one piece of work. What the work throws goes no further: it is counted and told.</summary>
/// <remarks>
/// After a failure the work is begun anew, with a pause that grows while it fails again and again; so it has to find its way back from where it
/// broke off. Work that cannot be begun anew has an owner who hears of the failure instead, and ends in order. The only place that makes
/// threads: a test of the house sees to it.
/// </remarks>
internal sealed class Worker
{
    private const int StackBytes = 512 << 10;
    private const int FirstPause = 20;
    private const int LongestPause = 10_000;
    private const int MaxFailuresAtEnd = 10_000;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Thread thread;
    private readonly Action work;
    private readonly WorkerFailures failures;
    private readonly Action<Exception>? onFailure;
    private readonly object ending = new(); // pulsed when there are to be no more pauses
    private bool isEnding;
    private volatile bool hasEnded;

    /// <summary>A thread that is not started yet.</summary>
    /// <param name="name">What it is called in counters, notices and lists of threads.</param>
    /// <param name="failures">Where its failures are counted.</param>
    /// <param name="work">What it does. When it returns, the thread ends.</param>
    /// <param name="onFailure">On that thread, once the work has failed, which then is not begun anew; null to begin anew.</param>
    /// <param name="stackBytes">The thread's stack.</param>
    public Worker(string name, WorkerFailures failures, Action work, Action<Exception>? onFailure = null, int stackBytes = StackBytes)
    {
        Name = name;
        this.failures = failures;
        this.work = work;
        this.onFailure = onFailure;
        thread = new Thread(Run, stackBytes) { Name = name, IsBackground = true };
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>True once nothing more is done, also where the thread could not be started.</summary>
    public bool HasEnded => hasEnded;

    /// <summary>Begins. Never throws: a machine that gives no thread is a failure like others.</summary>
    /// <returns>False when there is no thread.</returns>
    public bool Start()
    {
        try
        {
            thread.Start();
            return true;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            hasEnded = true;
            Report(e);
            Tell(e);
            return false;
        }
    }

    /// <summary>The end is near: after a failure there are no more pauses. The work itself has to see that it ends.</summary>
    public void Hurry()
    {
        lock (ending)
        {
            isEnding = true;
            Monitor.PulseAll(ending);
        }
    }

    /// <summary>Waits until the thread has ended; one that was not started has.</summary>
    /// <returns>False when it has not, within the time.</returns>
    public bool Join(int milliseconds = Timeout.Infinite)
    {
        if ((thread.ThreadState & ThreadState.Unstarted) != 0 || hasEnded) return true;
        return thread.Join(milliseconds);
    }

    private void Run()
    {
        var pause = FirstPause;
        var failuresAtEnd = 0;
        while (true)
        {
            var began = TimeProvider.System.GetTimestamp();
            try
            {
                work();
                break;
            }
            catch (Exception e)
            {
                Report(e);
                if (onFailure is not null)
                {
                    Tell(e);
                    break;
                }
            }

            if (TimeProvider.System.GetElapsedTime(began) > Quiet) pause = FirstPause;
            if (Pause(pause) && ++failuresAtEnd > MaxFailuresAtEnd) break;
            pause = Math.Min(pause * 2, LongestPause);
        }

        hasEnded = true;
    }

    /// <summary>Waits, unless the end is near.</summary>
    /// <returns>True when it is.</returns>
    private bool Pause(int milliseconds)
    {
        lock (ending)
        {
            if (!isEnding) _ = Monitor.Wait(ending, milliseconds);
            return isEnding;
        }
    }

    private void Report(Exception failure)
    {
        try
        {
            failures.Add(Name, failure);
        }
        catch (Exception) // counted by then: only the telling can fail
        {
            return;
        }
    }

    private void Tell(Exception failure)
    {
        try
        {
            onFailure?.Invoke(failure);
        }
        catch (Exception e)
        {
            Report(e);
        }
    }
}
