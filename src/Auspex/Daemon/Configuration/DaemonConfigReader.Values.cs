namespace Auspex.Daemon.Configuration;

internal static partial class DaemonConfigReader
{
    private static readonly ActionReader<DaemonAction> Actions = new(DaemonAction.Exec, 0x1E8, 0x1ED, 0x16D, 0x168);

    private static string ReadLogFile(ConfigValue value)
    {
        const int leastDirectory = 4;
        var path = value.ReadPath();
        var directory = Path.GetDirectoryName(path) ?? "";
        if (directory.Length < leastDirectory)
        {
            value.Fail($"The directory name: {directory} is too short - line {value.LineNumber}", "a directory of its own, such as /var/log/audit");
            return path;
        }

        if (value.Host.Look(directory).Kind != ConfigFileKind.Directory)
            value.Fail($"Could not open dir {directory}", "a directory that exists: mkdir -m 0700 it");
        var file = value.Host.Look(path);
        if (file.Kind == ConfigFileKind.Missing) return path;
        if (file.Kind != ConfigFileKind.Regular) value.Fail($"{path} is not a regular file", "a file, or none yet");
        else if (file.Owner != 0) value.Fail($"{path} is not owned by root", "chown root it");
        else if (file.Mode is not (0x180 or 0x1A0)) value.Warn($"{path} permissions should be 0600 or 0640", "it will be set so");
        return path;
    }

    private static uint ReadGroup(ConfigValue value)
    {
        if (uint.TryParse(value.Text, out var number)) return number;
        if (value.Host.TryFindGroup(value.Text, out var gid)) return gid;
        value.Fail($"Unable to get group id for {value.Text} - line {value.LineNumber}", "the name or number of a group that exists");
        return 0;
    }

    private static SpaceSetting ReadSpace(ConfigValue value)
    {
        var isPercent = value.Text.EndsWith('%');
        return isPercent
            ? new SpaceSetting((uint)value.ReadNumber(value.Text[..^1], 0, 99), IsPercent: true)
            : new SpaceSetting((uint)value.ReadNumber(0, int.MaxValue));
    }

    private static ActionSetting ReadSpaceAction(ConfigValue value)
    {
        if (!value.Text.Equals("halt", StringComparison.OrdinalIgnoreCase)) return ReadAction(value, ActionWords.Space);
        value.Fail("The HALT option in space_left_action has been deprecated to prevent system halt on low space", "halt belongs to admin_space_left_action");
        return default;
    }

    private static ActionSetting ReadAction(ConfigValue value, (string Word, DaemonAction Meaning)[] actions)
    {
        var (action, program) = Actions.Read(value, actions);
        return new ActionSetting(action, program);
    }

    private static string ReadMailAccount(DaemonConfig config, ConfigValue value)
    {
        const string advice = "a local user, or name@domain";
        var account = value.Text;
        var isLegal = account.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '@' or '-' or '_' or '+');
        if (account.Length < 2 || !isLegal)
        {
            value.Fail($"Email account name {account} is not legal - line {value.LineNumber}", advice);
            return account;
        }

        var at = account.LastIndexOf('@');
        if (at < 0) return account;
        var domain = account[(at + 1)..];
        if (!domain.Contains('.', StringComparison.Ordinal)) value.Fail($"{account}: domain names must have at least one dot - line {value.LineNumber}", advice);
        else if (config.VerifiesMail && !value.Host.MayTakeMail(domain)) value.Fail($"validate_email: cannot resolve {domain} - line {value.LineNumber}", advice);
        return account;
    }
}
