using Auspex.Tests.Interpretation;
using Auspex.Tests.Support;

namespace Auspex.Tests.Outputs;

/// <summary>csv and text against Debian's ausearch 3.0.9, which runs here.</summary>
public sealed class EventFormatOracleTests
{
    [Fact]
    public void Kinds()
    {
        foreach (var path in TestFiles.SharedLogs().Append(TestFiles.Data("normalization/kinds.log")))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var log = File.ReadAllBytes(path);
            File.WriteAllText("/tmp/nz/o-" + name + ".csv", EventFormats.Write(EventFormats.Csv(EventFormats.Extra, names: new LocalNames()), log).Output);
            File.WriteAllText("/tmp/nz/o-" + name + ".txt", EventFormats.Write(EventFormats.Sentence(names: new LocalNames()), log).Output);
            File.WriteAllBytes("/tmp/nz/t-" + name + ".csv", Oracle.Ausearch("-if", path, "--format", "csv", "--extra-time", "--extra-labels", "--extra-obj2", "--extra-keys"));
            File.WriteAllBytes("/tmp/nz/t-" + name + ".txt", Oracle.Ausearch("-if", path, "--format", "text"));
        }
    }
}
