using System.Globalization;
using Auspex.Text;

namespace Auspex.Tool.CommandLine;

/// <summary>What was given on the command line of one command.</summary>
internal sealed class FlagValues
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    private FlagValues()
    {
    }

    /// <summary>What was given without being an option.</summary>
    internal List<string> Operands { get; } = [];

    /// <summary>Reads <paramref name="arguments"/> by <paramref name="flags"/>. <c>--</c> ends the options.</summary>
    /// <exception cref="UsageException">An unknown option, a missing or superfluous value.</exception>
    internal static FlagValues Parse(IReadOnlyList<Flag> flags, ReadOnlySpan<string> arguments)
    {
        var result = new FlagValues();
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                foreach (var operand in arguments[(i + 1)..]) result.Operands.Add(operand);
                break;
            }

            if (argument.Length < 2 || argument[0] != '-')
            {
                result.Operands.Add(argument);
                continue;
            }

            var equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
            var name = equals < 0 ? argument : argument[..equals];
            var flag = Find(flags, name);
            var value = equals < 0 ? null : argument[(equals + 1)..];
            if (flag.Value is null && value is not null) throw new UsageException($"{name} takes no value");
            if (flag.Value is not null && value is null)
            {
                if (++i >= arguments.Length) throw new UsageException($"{name} needs a value: {name} {flag.Value}");
                value = arguments[i];
            }

            result.Add(flag, name, value ?? "");
        }

        return result;
    }

    /// <summary>Words of which none is an option; a first <c>--</c> is left out.</summary>
    internal static FlagValues OfOperands(ReadOnlySpan<string> arguments)
    {
        var result = new FlagValues();
        foreach (var operand in arguments is ["--", ..] ? arguments[1..] : arguments) result.Operands.Add(operand);
        return result;
    }

    internal bool Has(string name) => values.ContainsKey(name);

    internal string? Get(string name) => values.TryGetValue(name, out var list) ? list[^1] : null;

    internal IReadOnlyList<string> GetAll(string name) => values.TryGetValue(name, out var list) ? list : [];

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>; null when not given.</summary>
    internal long? GetNumber(string name, long min, long max)
    {
        if (Get(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        throw new UsageException($"--{name}: '{text}' is no whole number from {min} to {max}");
    }

    /// <summary>A time in seconds, perhaps with a unit (<c>90</c>, <c>2.5s</c>, <c>10m</c>, <c>1h</c>); null when not given.</summary>
    internal TimeSpan? GetTime(string name)
    {
        if (Get(name) is not { } text) return null;
        var factor = text.Length == 0 ? 1 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        var number = factor == 0 ? text : text[..^1];
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds * Math.Max(factor, 1) is > 0 and < 1e9)
            return TimeSpan.FromSeconds(seconds * Math.Max(factor, 1));
        throw new UsageException($"--{name}: '{text}' is no time; give seconds, or a number with s, m, h or d, such as 30 or 10m");
    }

    private static Flag Find(IReadOnlyList<Flag> flags, string name)
    {
        foreach (var flag in flags)
        {
            if (name.Length > 2 ? name.AsSpan(2).SequenceEqual(flag.Name) && name[1] == '-' : name[1] == flag.Short && flag.Short != '\0')
                return flag;
        }

        var near = flags.Where(f => f.Name.StartsWith(name.TrimStart('-'), StringComparison.Ordinal)).Select(f => "--" + f.Name).ToList();
        var advice = near.Count > 0 ? $"did you mean {string.Join(" or ", near)}?" : NearestName.AdviceFor(name, flags.Select(f => "--" + f.Name).Append("--help"));
        throw new UsageException($"unknown option {name}; {(advice.Length > 0 ? advice : "--help lists the options")}");
    }

    private void Add(Flag flag, string name, string value)
    {
        if (!values.TryGetValue(flag.Name, out var list)) values[flag.Name] = list = [];
        if (list.Count > 0 && !flag.IsRepeatable) throw new UsageException($"{name} is given twice");
        list.Add(value);
    }
}
