namespace Auspex.SystemTests.Support;

/// <summary>Finds the project's files: tests run from a folder below it.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Auspex.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below <see cref="Root"/>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Auspex.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no Auspex.slnx above {AppContext.BaseDirectory}");
    }
}
