using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same;

/// <summary>Real locales, which few machines have installed: made by localedef from Debian's sources, once, into build/locales.</summary>
internal static class LocaleFolder
{
    /// <summary>Where the sources are: those of the machine, or of the package that tools/oracle.sh unpacks.</summary>
    private static string Sources =>
        Directory.Exists("/usr/share/i18n/locales") ? "/usr/share/i18n" : Path.Combine(DebianTools.Root, "usr", "share", "i18n");

    /// <summary>The folder of a locale in UTF-8. Skips the test where it cannot be made.</summary>
    public static string Build(string name)
    {
        if (!File.Exists("/usr/bin/localedef")) Assert.Skip("no localedef to make locales with");
        if (!File.Exists(Path.Combine(Sources, "locales", name))) Assert.Skip($"no source of the locale {name} in {Sources}: Debian's package locales has it");
        var folder = Directory.CreateDirectory(Repository.PathOf("build", "locales")).FullName;
        var made = Path.Combine(folder, name + ".UTF-8");
        if (Directory.Exists(made)) return made;
        // Made under another name, so that half of one never passes for a locale.
        var draft = Path.Combine(folder, $".{name}.{Environment.ProcessId}");
        string[] script = ["-c", $"I18NPATH='{Sources}' localedef -c -i {name} -f UTF-8 '{draft}'; mv -T '{draft}' '{made}'"];
        using var localedef = RunningProgram.Start("/bin/sh", script);
        var errors = localedef.WaitForEnd(120_000).Errors;
        Assert.True(Directory.Exists(made), errors);
        return made;
    }
}
