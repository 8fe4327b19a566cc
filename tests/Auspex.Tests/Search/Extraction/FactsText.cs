using System.Globalization;
using System.Text;
using Auspex.Search;
using Auspex.Search.Extraction;

namespace Auspex.Tests.Search.Extraction;

/// <summary>All facts of an event in one line, as tests expect them: <c>success=Failed pid=7 file=/x(NORMAL)</c>.</summary>
internal static class FactsText
{
    /// <summary>The facts of the only event of <paramref name="log"/>.</summary>
    public static string Of(string log, FactSet wanted = FactSet.All) => Assert.Single(Logs.Select(log, e => Of(e, new EventFacts(), wanted)));

    /// <summary>The facts of a record called <paramref name="type"/>.</summary>
    public static string OfRecord(string type, string body) => Of($"type={type} msg=audit(1700000000.100:1): {body}");

    /// <summary>The facts of <paramref name="e"/>, read by <paramref name="facts"/>.</summary>
    public static string Of(LogEvent e, EventFacts facts, FactSet wanted)
    {
        facts.Read(e, wanted);
        var said = new StringBuilder();
        if (facts.Success != EventSuccess.Unset) Say("success", facts.Success.ToString());
        Number(FactSet.Pid, "pid", facts.Pid);
        Number(FactSet.Ppid, "ppid", facts.Ppid);
        Number(FactSet.Uid, "uid", facts.Uid, facts.UidName);
        Number(FactSet.Gid, "gid", facts.Gid, facts.GidName);
        Number(FactSet.Euid, "euid", facts.Euid, facts.EuidName);
        Number(FactSet.Egid, "egid", facts.Egid, facts.EgidName);
        Number(FactSet.Auid, "auid", facts.Auid, facts.AuidName);
        Number(FactSet.Session, "ses", facts.Session);
        Number(FactSet.Syscall, "syscall", facts.Syscall, facts.SyscallName);
        if (facts.Has(FactSet.Arch)) Say("arch", ((uint)facts.Arch).ToString("x", CultureInfo.InvariantCulture) + Called(facts.ArchName));
        Number(FactSet.Exit, "exit", facts.Exit);
        if (facts.Has(FactSet.Arguments)) Say("args", $"{facts.A0:x},{facts.A1:x}");
        Bytes(FactSet.Terminal, "tty", facts.Terminal);
        Bytes(FactSet.Host, "host", facts.Host);
        Bytes(FactSet.Exe, "exe", facts.Exe);
        Bytes(FactSet.Comm, "comm", facts.Comm);
        Bytes(FactSet.Account, "acct", facts.Account);
        for (var i = 0; i < facts.KeyCount; i++) Say("key", Shown(facts.Key(i)));
        for (var i = 0; i < facts.FileCount; i++) Say("file", Shown(facts.File(i).Name) + (facts.File(i).NameType.IsEmpty ? "" : $"({Shown(facts.File(i).NameType)})"));
        Bytes(FactSet.Cwd, "cwd", facts.Cwd);
        for (var i = 0; i < facts.SubjectCount; i++) Say("subj", Shown(facts.Subject(i)));
        for (var i = 0; i < facts.ObjectCount; i++) Say("obj", Shown(facts.Object(i)));
        for (var i = 0; i < facts.AvcCount; i++) Say("avc", Shown(facts.Avc(i)));
        Bytes(FactSet.VirtualMachine, "vm", facts.VirtualMachine);
        Bytes(FactSet.Uuid, "uuid", facts.Uuid);
        return said.ToString().TrimEnd();

        void Say(string name, string value) => said.Append(CultureInfo.InvariantCulture, $"{name}={value} ");

        void Number(FactSet fact, string name, long value, ReadOnlySpan<byte> called = default)
        {
            if (facts.Has(fact)) Say(name, value.ToString(CultureInfo.InvariantCulture) + Called(called));
        }

        void Bytes(FactSet fact, string name, ReadOnlySpan<byte> value)
        {
            if (facts.Has(fact)) Say(name, Shown(value));
        }
    }

    private static string Called(ReadOnlySpan<byte> name) => name.IsEmpty ? "" : $"({Shown(name)})";

    private static string Shown(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

    private static string Shown(AvcFact avc) =>
        $"[{(avc.HasVerdict ? avc.IsDenied ? "denied" : "granted" : "?")}|{Shown(avc.Class)}|{Shown(avc.Permissions)}|{Shown(avc.Subject)}|{Shown(avc.Object)}]";
}
