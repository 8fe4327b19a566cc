namespace Auspex.Tests.Docs;

/// <summary>A folder with what examples name: a log, a file of accounting, and the program under its name.</summary>
internal sealed class ExampleFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auspex-docs-");

    public ExampleFolder()
    {
        var records = Assert.Single(Documents.Blocks(Documents.Read("README.md")), b => b.Language == "log").Text;
        File.WriteAllText(Path.Combine(FullName, "audit.log"), records);
        File.WriteAllBytes(Path.Combine(FullName, "pacct"), []);
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(FullName, "bin")).FullName, "auspex"), Shell.Auspex);
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(FullName, "build")).FullName, "auspex"), Shell.Auspex);
    }

    public string FullName => folder.FullName;

    /// <summary>Runs a line of shell in the folder.</summary>
    public (int Code, string Output, string Errors) Run(string line) =>
        Shell.RunWith([("PATH", $"{FullName}/bin:{Environment.GetEnvironmentVariable("PATH")}")], "/bin/sh", ["-c", line], FullName);

    public void Dispose() => folder.Delete(recursive: true);
}
