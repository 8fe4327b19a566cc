using System.Globalization;
using Auspex.Linux.Daemon;
using Auspex.Text;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>The words after <c>auditd</c>. Source: auditd(8); spec 7.1.</summary>
internal sealed record AuditdOptions
{
    internal const string Usage = "Usage: auditd [-f] [-l] [-n] [-s disable|enable|nochange] [-c <config_file>]\n";
    internal const string DefaultDirectory = "/etc/audit";

    private static readonly string[] LongNames = ["foreground", "allow_links", "disable_fork", "enable_state", "config_file"];

    /// <summary>Messages go to standard error, records to standard output; no file is written.</summary>
    internal bool IsForeground { get; private init; }

    /// <summary>The configuration may be a symbolic link.</summary>
    internal bool AllowsLinks { get; private init; }

    /// <summary>Does not go to the background.</summary>
    internal bool StaysAttached { get; private init; }

    /// <summary>What the kernel's audit is set to at the start: on, off, or null to leave it.</summary>
    internal bool? Enables { get; private init; } = true;

    /// <summary>Where auditd.conf is.</summary>
    internal string Directory { get; init; } = DefaultDirectory;

    /// <summary>The pipe on which the parent waits, or -1.</summary>
    internal int ReadyPipe { get; private init; } = -1;

    /// <summary>Reads the words.</summary>
    /// <returns>Null when they are wrong; <paramref name="complaint"/> then says what of, or is empty.</returns>
    internal static AuditdOptions? Parse(ReadOnlySpan<string> words, out string complaint)
    {
        var options = new AuditdOptions();
        complaint = "";
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.StartsWith(BackgroundStart.Argument, StringComparison.Ordinal))
            {
                var number = word.AsSpan(BackgroundStart.Argument.Length);
                options = options with { ReadyPipe = int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) };
                continue;
            }

            if (!TrySplit(word, out var name, out var value, out complaint)) return null;
            if (name is 's' or 'c' && value is null)
            {
                if (++i == words.Length)
                {
                    complaint = $"auditd: option requires an argument -- '{name}'\n";
                    return null;
                }

                value = words[i];
            }

            if (Apply(options, name, value, out complaint) is not { } next) return null;
            options = next;
        }

        return options;
    }

    private static AuditdOptions? Apply(AuditdOptions options, char name, string? value, out string complaint)
    {
        complaint = "";
        switch (name)
        {
            case 'f': return options with { IsForeground = true };
            case 'l': return options with { AllowsLinks = true };
            case 'n': return options with { StaysAttached = true };
            case 'c': return options with { Directory = value! };
            default:
                // As far as it is written, it must be the beginning of the word.
                if (value!.Length > 0 && "enable".StartsWith(value, StringComparison.Ordinal)) return options with { Enables = true };
                if (value.Length > 0 && "disable".StartsWith(value, StringComparison.Ordinal)) return options with { Enables = false };
                if (value.Length > 0 && "nochange".StartsWith(value, StringComparison.Ordinal)) return options with { Enables = null };
                complaint = $"unknown startup mode '{value}'\n";
                return null;
        }
    }

    /// <summary>One word: <c>-f</c>, <c>-cDIR</c>, <c>--config_file=DIR</c>; long names may be shortened.</summary>
    private static bool TrySplit(string word, out char name, out string? value, out string complaint)
    {
        (name, value, complaint) = ('\0', null, "");
        if (word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2)
        {
            var split = word.IndexOf('=', StringComparison.Ordinal);
            var text = split < 0 ? word[2..] : word[2..split];
            var found = Array.FindAll(LongNames, n => n.StartsWith(text, StringComparison.Ordinal));
            var advice = NearestName.AdviceFor(text, LongNames.Append("help"));
            complaint = $"auditd: unrecognized option '{word}'{(advice.Length > 0 ? "; " + advice.Replace("mean ", "mean --", StringComparison.Ordinal) : "")}\n";
            if (found.Length != 1) return false;
            value = split < 0 ? null : word[(split + 1)..];
            name = found[0] switch { "foreground" => 'f', "allow_links" => 'l', "disable_fork" => 'n', "enable_state" => 's', _ => 'c' };
            return true;
        }

        if (word.Length < 2 || word[0] != '-') return false; // a stray word: the usage says all
        name = word[1];
        complaint = $"auditd: invalid option -- '{name}'\n";
        if (!"flnsc".Contains(name, StringComparison.Ordinal)) return false;
        value = word.Length > 2 ? word[2..] : null;
        return value is null || name is 's' or 'c';
    }
}
