using Auspex.Linux.Reading;
using Auspex.Records;
using Auspex.Tests.Support;
using PublicApiGenerator;

namespace Auspex.Tests;

/// <summary>What other people's programs may use (docs/library.md) changes on purpose only: the files of testdata/api show it whole.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Auspex")]
    [InlineData("Auspex.Linux")]
    public void The_public_api_is_the_reviewed_one(string name)
    {
        var assembly = name == "Auspex" ? typeof(RecordView).Assembly : typeof(AuditEvents).Assembly;
        Assert.Equal(name, assembly.GetName().Name);
        var api = assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });
        Golden.Check(TestFiles.Data($"api/{name}.txt"), api.ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Whoever has a type in hand can find what it does: XML documentation goes into the packages.</summary>
    [Fact]
    public void Every_public_type_says_what_it_is()
    {
        foreach (var assembly in new[] { typeof(RecordView).Assembly, typeof(AuditEvents).Assembly })
        {
            var said = File.ReadAllText(Path.ChangeExtension(assembly.Location, ".xml"));
            Assert.All(assembly.GetExportedTypes().Where(t => !t.IsNested), t => Assert.Contains($"\"T:{t.FullName}\"", said, StringComparison.Ordinal));
        }
    }
}
