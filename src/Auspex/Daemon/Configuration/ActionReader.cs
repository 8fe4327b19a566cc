using System.Globalization;

namespace Auspex.Daemon.Configuration;

/// <summary>Reads an action, and the program behind <c>exec</c>, which only root may have been able to change.</summary>
/// <param name="exec">The action that runs a program.</param>
/// <param name="modes">The modes that the program may have.</param>
internal sealed class ActionReader<T>(T exec, params uint[] modes)
    where T : struct, Enum
{
    private readonly string modeWords = JoinModes(modes);

    private string Advice => $"an absolute path of a regular file, owned by root, with mode {modeWords}";

    /// <summary>Reads one of several actions.</summary>
    /// <returns>The first of all actions when the program is missing; what is wrong has been noted.</returns>
    public (T Action, string? Program) Read(ConfigValue value, (string Word, T Meaning)[] actions)
    {
        var action = value.ReadChoice<T>(actions);
        if (!action.Equals(exec))
        {
            if (value.Option is not null) value.FailOption("no word behind this action");
            return (action, null);
        }

        if (value.Option is not { } program)
        {
            value.Fail($"Action exec requires a program - line {value.LineNumber}", Advice);
            return default;
        }

        Check(value, program);
        return (action, program);
    }

    private static string JoinModes(uint[] modes)
    {
        var words = Array.ConvertAll(modes, static m => "0" + Convert.ToString(m, 8));
        return words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }

    private void Check(ConfigValue value, string program)
    {
        var file = value.Host.Look(program);
        var fault = !program.StartsWith('/') ? $"{program} should be an absolute path"
            : file.Kind == ConfigFileKind.Missing ? $"Unable to open {program}"
            : file.Kind != ConfigFileKind.Regular ? $"{program} is not a regular file"
            : file.Owner != 0 ? $"{program} is not owned by root"
            : Array.IndexOf(modes, file.Mode) < 0 ? $"{program} permissions should be {modeWords}"
            : null;
        if (fault is not null) value.Fail(string.Create(CultureInfo.InvariantCulture, $"{fault} - line {value.LineNumber}"), Advice);
    }
}
