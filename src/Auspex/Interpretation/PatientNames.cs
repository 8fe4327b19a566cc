using Auspex.Threads;

namespace Auspex.Interpretation;

/// <summary>Names from databases that may take their time: whoever asks waits a moment at most, and does without where no answer has come.</summary>
/// <remarks>
/// A database in the network (LDAP, SSSD) can be slow or gone, and may itself wait for the machine that waits for us. A thread of its own asks
/// it; while an answer is late nobody waits again for any. What comes late is known from then on. For one thread that asks.
/// </remarks>
internal sealed class PatientNames : IUserNames, IDisposable
{
    /// <summary>Ids remembered of both kinds; when there are more, all are forgotten.</summary>
    public const int MaxRemembered = 8192;

    /// <summary>Ids that wait to be asked for; further ones have no name for now.</summary>
    public const int MaxWaiting = 1024;

    private const ulong Group = 1UL << 32;

    private readonly IUserNames slow; // the worker's
    private readonly TimeSpan patience;
    private readonly object gate = new();
    private readonly Dictionary<ulong, Answer> answers = [];
    private readonly Queue<(ulong Id, Answer Answer)> waiting = [];
    private readonly Action? forget;
    private bool isLate;
    private bool mustForget;
    private bool isEnding;

    /// <summary>Begins its thread.</summary>
    /// <param name="slow">Who knows; from now on only asked by that thread.</param>
    /// <param name="patience">How long whoever asks waits at most.</param>
    /// <param name="failures">Where a failure of the thread is counted.</param>
    /// <param name="forget">Has <paramref name="slow"/> forget what it remembers; null where it remembers nothing.</param>
    public PatientNames(IUserNames slow, TimeSpan patience, WorkerFailures failures, Action? forget = null)
    {
        this.slow = slow;
        this.patience = patience;
        this.forget = forget;
        _ = new Worker("names", failures, Run).Start();
    }

    /// <inheritdoc/>
    public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name) => TryGet(uid, uid, out name);

    /// <inheritdoc/>
    public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGet(gid, Group | gid, out name);

    /// <summary>Asks anew from now on.</summary>
    public void Forget()
    {
        lock (gate)
        {
            answers.Clear();
            mustForget = true;
        }
    }

    /// <summary>Ends the thread, once its last answer has come; nobody waits for that.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isEnding = true;
            Monitor.PulseAll(gate);
        }
    }

    private bool TryGet(uint id, ulong key, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (id == uint.MaxValue) return false; // (uid_t)-1 means "unset" everywhere and is nobody's
        lock (gate)
        {
            if (!answers.TryGetValue(key, out var answer) && !TryAsk(key, out answer)) return false;
            if (!answer!.HasCome && !isLate) Await(answer);
            name = answer.Name;
            return answer.Name is not null;
        }
    }

    private bool TryAsk(ulong key, out Answer? answer)
    {
        answer = null;
        if (waiting.Count >= MaxWaiting) return false;
        if (answers.Count >= MaxRemembered) answers.Clear();
        answers[key] = answer = new Answer();
        waiting.Enqueue((key, answer));
        Monitor.PulseAll(gate);
        return true;
    }

    private void Await(Answer answer)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!answer.HasCome && !isLate)
        {
            var left = patience - TimeProvider.System.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) isLate = true;
            else _ = Monitor.Wait(gate, left);
        }
    }

    private void Run()
    {
        while (TryTake(out var id, out var answer))
        {
            byte[]? name = null;
            try
            {
                name = Ask(id);
            }
            finally
            {
                Settle(answer, name);
            }
        }
    }

    private bool TryTake(out ulong id, out Answer answer)
    {
        bool isForgetting;
        lock (gate)
        {
            while (waiting.Count == 0 && !isEnding) _ = Monitor.Wait(gate);
            (id, answer) = isEnding ? (0, null!) : waiting.Dequeue();
            (isForgetting, mustForget) = (mustForget, false);
        }

        if (isForgetting) forget?.Invoke();
        return answer is not null;
    }

    private byte[]? Ask(ulong id) => (id & Group) != 0
        ? slow.TryGetGroup((uint)id, out var name) ? name.ToArray() : null
        : slow.TryGetUser((uint)id, out name) ? name.ToArray() : null;

    private void Settle(Answer answer, byte[]? name)
    {
        lock (gate)
        {
            (answer.Name, answer.HasCome) = (name, true);
            if (waiting.Count == 0) isLate = false;
            Monitor.PulseAll(gate);
        }
    }

    private sealed class Answer
    {
        internal byte[]? Name { get; set; }

        internal bool HasCome { get; set; }
    }
}
