using System.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Times;
using Auspex.Linux.Users;
using Auspex.Tables;

namespace Auspex.Tool.Suite.Common;

/// <summary>The world as it is.</summary>
internal static class MachineHost
{
    /// <summary>The machine that the program runs on.</summary>
    internal static SuiteHost Make() => new()
    {
        Output = new FdStream(1),
        Errors = new FdStream(2),
        Files = new LogFiles(),
        HasPipe = LogFiles.IsStandardInputPipe,
        Time = new MachineTime(),
        Zone = LocalZone.Find(),
        Locale = LibraryLocale.Find(Environment.GetEnvironmentVariable),
        MakeNames = static () => new UserNames(),
        MakeIds = static () => new UserIds(),
        FindUser = static name => UserNames.TryFindUser(name, out var uid) ? uid : null,
        FindGroup = static name => UserNames.TryFindGroup(name, out var gid) ? gid : null,
        Native = NativeMachine(),
        ShowsProgress = Terminal.IsTerminal(2),
        IsOutputTerminal = Terminal.IsTerminal(1),
        CatchSignals = StopSignals.Catch,
    };

    private static Tables.Machine NativeMachine() =>
        Machines.TryParse(Encoding.ASCII.GetBytes(Linux.Loop.Machine.Architecture), out var machine) ? machine : Tables.Machine.Unknown;
}
