using System.Globalization;
using System.Text;
using Auspex.Linux.Loop;
using Auspex.Processes;
using Auspex.Tool.Applets;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Watching;

/// <summary>From the options shared by watch, tree and ps to what they mean.</summary>
internal static class WatchFlags
{
    internal static WatchOptions Read(FlagValues values)
    {
        var inputs = values.GetAll(Flags.Input.Name);
        var accounting = values.Get(Flags.Accounting.Name);
        foreach (var path in inputs.Append(accounting))
        {
            if (path is not null && path != "-" && !Path.Exists(path)) throw new UsageException($"no such file: {path}");
        }

        if (accounting is null && inputs.Count == 1) accounting = RecordLog.FindBeside(inputs[0]);
        if (inputs.Count(i => i == "-") > 1) throw new UsageException("standard input can be read only once");
        return new WatchOptions
        {
            IsJson = values.Has(Flags.Json.Name),
            IsWide = values.Has(Flags.Wide.Name),
            HasColour = HasColour(values.Get(Flags.Colour.Name)),
            ShowsKernelThreads = values.Has(Flags.Kernel.Name),
            Inputs = inputs,
            AccountingFile = accounting,
            Zone = values.Has(Flags.Utc.Name) ? TimeZoneInfo.Utc : Suite.Common.LocalZone.Find(),
        };
    }

    internal static ProcessFilter ReadFilter(FlagValues values, Flag? key = null, Flag? only = null) => new()
    {
        Pids = Numbers(values, Flags.Pid.Name),
        Trees = Numbers(values, Flags.Tree.Name),
        Users = Users(values, Flags.User.Name),
        LoginUsers = Users(values, Flags.LoginUser.Name),
        Images = [.. values.GetAll(Flags.Image.Name).Select(g => new Glob(g))],
        Keys = key is null ? [] : [.. values.GetAll(key.Name).Select(Encoding.UTF8.GetBytes)],
        Kinds = only is null ? [] : [.. values.GetAll(only.Name).Select(Kind)],
    };

    private static bool HasColour(string? when) => when switch
    {
        null or "auto" => Terminal.IsTerminal(1) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        "always" => true,
        "never" => false,
        _ => throw new UsageException($"--color: '{when}' is none of auto, always, never"),
    };

    private static ProcessEventKind Kind(string text) => text switch
    {
        "fork" => ProcessEventKind.Fork,
        "exec" => ProcessEventKind.Exec,
        "exit" => ProcessEventKind.Exit,
        _ => throw new UsageException($"--only: '{text}' is none of fork, exec, exit"),
    };

    private static List<int> Numbers(FlagValues values, string name)
    {
        var numbers = new List<int>();
        foreach (var text in values.GetAll(name))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
                throw new UsageException($"--{name}: '{text}' is no process id");
            numbers.Add(number);
        }

        return numbers;
    }

    private static List<WantedUser> Users(FlagValues values, string name)
    {
        var isReplay = values.Has(Flags.Input.Name);
        var users = new List<WantedUser>();
        foreach (var text in values.GetAll(name))
        {
            if (text is "unset" or "-1") users.Add(WantedUser.Of(Credentials.Unset));
            else if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) users.Add(WantedUser.Of(number));
            else if (WantedUser.Of(text) is var user && (!user.IsForeign || isReplay)) users.Add(user);
            else throw new UsageException($"--{name}: no user is called '{text}' on this machine; a number works for any user");
        }

        return users;
    }
}
