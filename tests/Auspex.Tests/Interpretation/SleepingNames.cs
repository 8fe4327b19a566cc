using System.Text;
using Auspex.Interpretation;

namespace Auspex.Tests.Interpretation;

/// <summary>Names from a database that sleeps until it is woken. Below 9000 everyone has one.</summary>
internal sealed class SleepingNames : IUserNames
{
    internal const uint Failing = 8999;

    internal ManualResetEventSlim Answers { get; } = new();

    internal string Prefix { get; set; } = "user-";

    internal int Asked { get; private set; }

    internal int Forgotten { get; private set; }

    public bool TryGetUser(uint uid, out ReadOnlySpan<byte> name) => TryGet(Prefix, uid, out name);

    public bool TryGetGroup(uint gid, out ReadOnlySpan<byte> name) => TryGet("group-", gid, out name);

    internal void Forget() => Forgotten++;

    private bool TryGet(string prefix, uint id, out ReadOnlySpan<byte> name)
    {
        Asked++;
        Answers.Wait();
        if (id == Failing) throw new InvalidOperationException("the database is broken");
        name = id < 9000 ? Encoding.UTF8.GetBytes($"{prefix}{id}") : [];
        return id < 9000;
    }
}
