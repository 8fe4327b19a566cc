using System.Text.RegularExpressions;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>docs/aureport-formats.md shows what the program prints.</summary>
public sealed partial class AureportFormatTests
{
    [Fact]
    public void The_examples_of_the_document_are_what_is_printed()
    {
        var document = File.ReadAllText(Repository.PathOf("docs", "aureport-formats.md"));
        using var folder = new TemporaryFolder();
        var log = folder.Write("example.log", Block("log").Match(document).Groups["text"].Value);
        var commands = 0;
        foreach (Match block in Block("console").Matches(document))
        {
            foreach (Match example in Example().Matches(block.Groups["text"].Value))
            {
                commands++;
                var words = example.Groups["words"].Value.Split(' ');
                Assert.Equal(["-if", "example.log"], words[..2]);
                var run = AureportWorld.Run(log, words[2..]);
                Assert.Equal((0, ""), (run.ExitCode, run.Errors));
                Assert.Equal(example.Groups["output"].Value, run.Output.Replace(log, "example.log", StringComparison.Ordinal));
            }
        }

        Assert.Equal(9, commands);
    }

    private static Regex Block(string language) =>
        new($@"^```{language}\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"^\$ aureport (?<words>.*)\n(?<output>([^$].*\n)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Example();
}
